<script>
(() => {
  const send = (event, fields) => fetch("TRACKER_ADDRESS/api/v2/track/" + event, {
    method: "POST", keepalive: true, headers: {"Content-Type": "text/plain"}, body: JSON.stringify(fields)
  }).catch(() => {});
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const clickId = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5");
  const query = Object.fromEntries(new URLSearchParams(location.search));
  send("click", {...query, clickId, campaignId: CAMPAIGN_NUMBER});
  document.querySelectorAll("input[name=sub1]").forEach(field => { field.value = clickId; });
  document.addEventListener("submit", () => send("lead", {clickId}));
})();
</script>
