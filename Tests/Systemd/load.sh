# shellcheck shell=bash
# Visitors without a pause, while all that may go on in operation goes on.

# Sends portions of clicks, 32 at a time, until there is a file `enough`; writes each status. Each has a connection of
# its own: nginx closes kept ones when it reloads.
send_clicks() {
    local name=$1 portion=0
    while [[ ! -e $work/enough ]]; do
        portion=$((portion + 1))
        awk -v name="$name" -v portion="$portion" 'BEGIN {
            for (i = 1; i <= 500; i++) {
                if (i > 1) print "next"
                printf "url = \"http://127.0.0.1:8080/api/v2/track/click\"\nheader = \"Host: dashboard.example.com\"\n"
                printf "header = \"Content-Type: application/json\"\nheader = \"Connection: close\"\n"
                printf "data = \"{\\\"clickId\\\":\\\"%08x-0000-4000-8000-%012x\\\",\\\"campaignId\\\":42}\"\n", name, portion * 1000 + i
                printf "output = \"/dev/null\"\nwrite-out = \"%%{http_code}\\n\"\n"
            }
        }' >"$work/clicks-$name"
        stdbuf -oL curl --no-progress-meter --max-time 60 --parallel --parallel-max 32 --config "$work/clicks-$name" \
            >>"$work/statuses-$name" || true
    done
}

answers() { cat "$work"/statuses-* | wc -l; }

have_gone_on() { (($(answers) > $1 + 200)); }

# Clicks are answered, then something happens, then clicks are answered.
amid_clicks() {
    wait_until have_gone_on "$(answers)"
    "$@"
    wait_until have_gone_on "$(answers)"
}

# As many clicks more on disk as were answered 201, and no other answer.
load_is_served() {
    local before name senders=()
    before=$(stored_clicks)
    for name in 1 2; do
        touch "$work/statuses-$name"
        send_clicks "$name" &
        senders+=($!)
    done
    for _ in {1..5}; do
        amid_clicks systemctl restart landing-tracker.service
        amid_clicks systemctl reload nginx.service
    done
    for _ in 1 2; do amid_clicks systemctl start landing-tracker-backup.service; done
    touch "$work/enough"
    wait "${senders[@]}"
    [[ $(sort "$work"/statuses-* | uniq) == 201 ]] || fail "$(sort "$work"/statuses-* | uniq -c)"
    [[ $(($(stored_clicks) - before)) == $(answers) ]] || fail "$(answers) answers of 201, clicks before and now: $before, $(stored_clicks)"
    echo "$(answers) clicks, 0 failed, all on disk"
}
