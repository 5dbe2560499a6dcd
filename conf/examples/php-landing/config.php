<?php
declare(strict_types=1);

// The settings of the landing page. When the variable LANDING_CONFIG of the environment names a file, that is read
// instead of this one.
return [
    // The tracker over HTTPS, with its prefix if it has one, without a slash at the end.
    'tracker' => 'https://dashboard.example.com',
    // The number that the tracker gave the campaign.
    'campaignId' => 42,

    // Which parameters of the page's address go through the form and are sent with the lead, too. The click gets all.
    'attribution' => ['source', 'campaign_name', 'adset_name', 'ad_name'],
    // What is sent with each lead besides.
    'lead' => ['offer_id' => '456', 'landing' => 'rings'],
    // Where a visitor is led after the form.
    'thanks' => 'thanks.html',

    // A visitor never waits longer than this for the tracker, however many events are sent.
    'connectSeconds' => 1.0,
    'totalSeconds' => 2.0,
    // A file with the certificate of the tracker's authority, where the system does not know it; null: the system's.
    'certificates' => null,

    // Events that the tracker could not take are kept here. The folder must not be where the web server finds it; it is
    // made if the one around it is there.
    'unsentFolder' => dirname(__DIR__) . '/landing-unsent',
    'unsentCount' => 1000,
    'unsentBytes' => 1024 * 1024,
    // How many of them each visit sends again.
    'resendCount' => 5,
    // After a try that failed nobody tries for so long, so that visits do not keep the web server's processes busy.
    'pauseSeconds' => 5,
];
