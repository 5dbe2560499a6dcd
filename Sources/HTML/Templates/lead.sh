curl --request POST 'TRACKER_ADDRESS/api/v2/track/lead' \
  --header 'Content-Type: application/json' \
  --data '{"clickId":"CLICK_ID","offer_id":"456"}'
