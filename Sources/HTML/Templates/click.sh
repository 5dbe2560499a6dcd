curl --request POST 'TRACKER_ADDRESS/api/v2/track/click' \
  --header 'Content-Type: application/json' \
  --data '{"clickId":"CLICK_ID","campaignId":CAMPAIGN_NUMBER,"source":"test"}'
