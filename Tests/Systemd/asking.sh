# shellcheck shell=bash
# How the steps ask, wait and judge.

# Says a promise, and whether the function kept it: whatever in it fails breaks it.
show() {
    local start=$SECONDS
    current=$1
    "$2"
    echo "kept: $current ($((SECONDS - start)) s)"
}

fail() {
    trap - ERR
    printf 'broken: %s\n' "${current:-the installation}" "$@"
    journalctl --no-pager --lines 40 --output short-monotonic --unit 'landing-tracker*' --unit nginx.service
    systemctl --no-pager --lines 0 status "${units[@]}" || true
    exit 1
}
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR
set -o errtrace

# Waits for what must come by itself: it comes within seconds, or never.
wait_until() {
    local end=$((SECONDS + 60))
    until "$@"; do
        ((SECONDS < end)) || fail "never came: $*"
        sleep 0.1
    done
}

ask() { curl --silent --max-time 30 "$@"; }

# Prints the status of the answer, 000 for none.
status() { ask --output /dev/null --write-out '%{http_code}' "$@" || true; }

# Prints the status of one more visitor's click.
click() {
    status --json "{\"clickId\":\"$(</proc/sys/kernel/random/uuid)\",\"campaignId\":42,\"source\":\"test\"}" \
        "https://$site/api/v2/track/click"
}

clicks_are() { [[ $(click) == "$1" ]]; }

# Whether health has these words: the reason, which is told on the machine itself.
health_says() { [[ $(ask "https://$site/api/v2/health" || true) == *"$1"* ]]; }

# Whether a unit is in that state.
is() { [[ $(systemctl is-active "$1" || true) == "$2" ]]; }

# Whether the service has logged it since the moment.
has_said() {
    [[ $(journalctl --no-pager --unit landing-tracker.service --since "@$1" --output cat) == *"$2"* ]]
}

# How many visitors' clicks are on disk.
stored_clicks() { landing-tracker campaign show 42 --json | sed 's/.*"clickCount":\([0-9]*\).*/\1/'; }

start_units() { systemctl start "${units[@]}"; }

stop_units() { systemctl stop "${units[@]}"; }
