# shellcheck shell=bash
# States that an administrator gets into, and what must come of each. Each begins and ends with a service that serves.

# Room is made without touching the service.
full_disk_passes() {
    stop_units
    mkdir "$work/kept"
    cp --archive "$folder/." "$work/kept"
    mount -t tmpfs -o size=400M,mode=0750,uid=landing-tracker,gid=landing-tracker tmpfs "$folder"
    cp --archive "$work/kept/." "$folder"
    dd if=/dev/zero of="$folder/filling" bs=64K 2>"$work/filling" || true
    start_units
    wait_until health_says "There is no room on the disk"
    clicks_are 503
    is landing-tracker.socket active
    is landing-tracker.service active
    rm "$folder/filling"
    wait_until clicks_are 201
    wait_until health_says '"healthy":true'
    stop_units
    umount "$folder"
    rm -r "$work/kept"
    start_units
    wait_until clicks_are 201
}

# Sends clicks one after the other until visitors leave.
let_visitors_come() {
    rm -f "$work/no-visitors"
    while [[ ! -e $work/no-visitors ]]; do click >>"$work/visits"; done &
    visitors=$!
}

let_visitors_leave() {
    touch "$work/no-visitors"
    wait "$visitors"
}

# The process ends with 78, again and again; nobody starts a unit by hand.
wrong_setting_is_cured() {
    local settings=/etc/landing-tracker/landing-tracker.conf start first
    cp "$settings" "$work/settings"
    echo 'body-limit = much' >>"$settings"
    start=$(date +%s)
    let_visitors_come
    systemctl restart landing-tracker.service || true
    wait_until health_says "body-limit"
    # It ends, and requests start the next one.
    first=$(invocation)
    wait_until has_said "$start" "status=78"
    wait_until is_another "$first"
    is landing-tracker.socket active
    cp "$work/settings" "$settings"
    wait_until clicks_are 201
    let_visitors_leave
    is landing-tracker.socket active
    is landing-tracker.service active
}

# Which start of the service this is.
invocation() { systemctl show --property InvocationID --value landing-tracker.service; }

is_another() { [[ $(invocation) != "$1" ]]; }

# Mounted by hand, after the start, into the sandbox of the running service.
late_disk_is_waited_for() {
    local disk=/srv/landing-tracker-disk
    stop_units
    install -d -o landing-tracker -g landing-tracker -m 0750 "$disk"
    mv "$folder"/* "$disk"
    start_units
    wait_until health_says "There is no database at $folder/tracker.db"
    clicks_are 503
    [[ -z $(ls -A "$folder") ]]
    mount --bind "$disk" "$folder"
    wait_until clicks_are 201
    stop_units
    umount "$folder"
    mv "$disk"/* "$folder"
    rmdir "$disk"
    start_units
    wait_until clicks_are 201
}

# Nothing that was answered 201 is lost, although only the process still had it.
removed_database_is_rescued() {
    local start before
    clicks_are 201
    before=$(stored_clicks)
    start=$(date +%s)
    rm "$folder"/tracker.db*
    clicks_are 503
    wait_until has_said "$start" "database rescued"
    wait_until health_says "There is no database"
    clicks_are 503
    mv "$folder"/tracker.db.rescued-* "$folder/tracker.db"
    wait_until clicks_are 201
    (($(stored_clicks) > before))
    landing-tracker db verify >"$work/verify"
}

# `systemctl start` says so; requests may have failed the socket, too.
missing_libraries_are_told() {
    dpkg --remove --force-depends libfcgi0ldbl >"$work/dpkg" 2>&1
    if systemctl restart landing-tracker.service 2>"$work/restart"; then fail "the start says that it was a success"; fi
    local visits=()
    for _ in {1..40}; do
        click >>"$work/visits" &
        visits+=($!)
    done
    wait "${visits[@]}" || true
    obey "$(manual Install | sed -n 's/^apt-get install/& --yes/p')"
    systemctl reset-failed "${units[@]}"
    start_units
    wait_until clicks_are 201
}

# Requests that come meanwhile start nothing; with the service's unit alone stopped they would.
restore_is_quiet() {
    local backup before
    before=$(stored_clicks)
    systemctl start landing-tracker-backup.service
    backup=$(find "$backups" -name '*.db' | sort | tail -n 1)
    clicks_are 201
    let_visitors_come
    obey "$(manual Restore | sed -n "s#$backups/NAME.db#$backup#;1,2p")"
    is landing-tracker.service inactive
    [[ $(stored_clicks) == "$before" ]]
    let_visitors_leave
    obey "$(manual Restore | sed -n 3p)"
    wait_until clicks_are 201
    [[ $(stored_clicks) == $((before + 1)) ]]
}
