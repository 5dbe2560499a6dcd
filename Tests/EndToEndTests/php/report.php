<?php
// Puts what the page's script reports into the file REPORT, which is there only when it is whole.
$report = getenv('REPORT');
file_put_contents($report . '.part', file_get_contents('php://input'));
rename($report . '.part', $report);
