// The settings of the landing page; `landing-tracker.js` is loaded after this file.
window.landingTracker = {
    // The tracker over HTTPS, with its prefix if it has one, without a slash at the end.
    tracker: 'https://dashboard.example.com',
    // The number that the tracker gave the campaign.
    campaignId: 42,
    // Which parameters of the page's address are sent with the lead, too. The click gets all.
    attribution: ['source', 'campaign_name', 'adset_name', 'ad_name'],
    // What is sent with each lead besides.
    lead: {offer_id: '456', landing: 'rings'},
};
