<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AcceptancePanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionText</name>
    <message numerus="yes">
        <source>Admit %n device(s)</source>
        <translation>
            <numerusform>Admit %n device</numerusform>
            <numerusform>Admit %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the admission of %n device(s)</source>
        <translation>
            <numerusform>Sign the admission of %n device</numerusform>
            <numerusform>Sign the admission of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) join the fleet as trusted.</source>
        <translation>
            <numerusform>%n device joins the fleet as trusted.</numerusform>
            <numerusform>%n devices join the fleet as trusted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n device(s)</source>
        <translation>
            <numerusform>Deny %n device</numerusform>
            <numerusform>Deny %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the denial of %n device(s)</source>
        <translation>
            <numerusform>Sign the denial of %n device</numerusform>
            <numerusform>Sign the denial of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are turned away for good.</source>
        <translation>
            <numerusform>%n device is turned away for good.</numerusform>
            <numerusform>%n devices are turned away for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restrict %n device(s)</source>
        <translation>
            <numerusform>Restrict %n device</numerusform>
            <numerusform>Restrict %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the restriction of %n device(s)</source>
        <translation>
            <numerusform>Sign the restriction of %n device</numerusform>
            <numerusform>Sign the restriction of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) keep only what restricted devices may do.</source>
        <translation>
            <numerusform>%n device keeps only what restricted devices may do.</numerusform>
            <numerusform>%n devices keep only what restricted devices may do.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suspend %n device(s)</source>
        <translation>
            <numerusform>Suspend %n device</numerusform>
            <numerusform>Suspend %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the suspension of %n device(s)</source>
        <translation>
            <numerusform>Sign the suspension of %n device</numerusform>
            <numerusform>Sign the suspension of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are refused at once, until somebody reactivates them.</source>
        <translation>
            <numerusform>%n device is refused at once, until somebody reactivates it.</numerusform>
            <numerusform>%n devices are refused at once, until somebody reactivates them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reactivate %n device(s)</source>
        <translation>
            <numerusform>Reactivate %n device</numerusform>
            <numerusform>Reactivate %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the reactivation of %n device(s)</source>
        <translation>
            <numerusform>Sign the reactivation of %n device</numerusform>
            <numerusform>Sign the reactivation of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are trusted again.</source>
        <translation>
            <numerusform>%n device is trusted again.</numerusform>
            <numerusform>%n devices are trusted again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n device(s)</source>
        <translation>
            <numerusform>Revoke %n device</numerusform>
            <numerusform>Revoke %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the revocation of %n device(s)</source>
        <translation>
            <numerusform>Sign the revocation of %n device</numerusform>
            <numerusform>Sign the revocation of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) lose trust at once and for good.</source>
        <translation>
            <numerusform>%n device loses trust at once and for good.</numerusform>
            <numerusform>%n devices lose trust at once and for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n device(s)</source>
        <translation>
            <numerusform>Replace %n device</numerusform>
            <numerusform>Replace %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the replacement of %n device(s)</source>
        <translation>
            <numerusform>Sign the replacement of %n device</numerusform>
            <numerusform>Sign the replacement of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are superseded for good.</source>
        <translation>
            <numerusform>%n device is superseded for good.</numerusform>
            <numerusform>%n devices are superseded for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retire %n device(s)</source>
        <translation>
            <numerusform>Retire %n device</numerusform>
            <numerusform>Retire %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the retirement of %n device(s)</source>
        <translation>
            <numerusform>Sign the retirement of %n device</numerusform>
            <numerusform>Sign the retirement of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) leave the fleet for good.</source>
        <translation>
            <numerusform>%n device leaves the fleet for good.</numerusform>
            <numerusform>%n devices leave the fleet for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wipe %n device(s)</source>
        <translation>
            <numerusform>Wipe %n device</numerusform>
            <numerusform>Wipe %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign the wipe of %n device(s)</source>
        <translation>
            <numerusform>Sign the wipe of %n device</numerusform>
            <numerusform>Sign the wipe of %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are told to erase everything that they hold.</source>
        <translation>
            <numerusform>%n device is told to erase everything that it holds.</numerusform>
            <numerusform>%n devices are told to erase everything that they hold.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttestationAsked</name>
    <message numerus="yes">
        <source>%n device(s) will be told at the next check-in; nothing is answered yet.</source>
        <translation>
            <numerusform>%n device will be told at the next check-in; nothing is answered yet.</numerusform>
            <numerusform>%n devices will be told at the next check-in; nothing is answered yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are not served and were passed over.</source>
        <translation>
            <numerusform>%n device is not served and was passed over.</numerusform>
            <numerusform>%n devices are not served and were passed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceActs</name>
    <message numerus="yes">
        <source>%n of the selected devices cannot take part. Only for devices in one of these states: %1.</source>
        <translation>
            <numerusform>%n of the selected devices cannot take part. Only for devices in one of these states: %1.</numerusform>
            <numerusform>%n of the selected devices cannot take part. Only for devices in one of these states: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected devices are still being loaded.</source>
        <translation>
            <numerusform>%n of the selected devices is still being loaded.</numerusform>
            <numerusform>%n of the selected devices are still being loaded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EligibilityText</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupText</name>
    <message numerus="yes">
        <source>%n, each listed below</source>
        <translation>
            <numerusform>%n, listed below</numerusform>
            <numerusform>%n, each listed below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listed</source>
        <translation>
            <numerusform>%n listed</numerusform>
            <numerusform>%n listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JsonFacts</name>
    <message numerus="yes">
        <source>%n more fact(s); export shows all</source>
        <translation>
            <numerusform>%n more fact; export shows all</numerusform>
            <numerusform>%n more facts; export shows all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message numerus="yes">
        <source>%n by hand</source>
        <comment>devices</comment>
        <translation>
            <numerusform>%n by hand</numerusform>
            <numerusform>%n by hand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReleaseText</name>
    <message numerus="yes">
        <source>%n device(s) of a group</source>
        <translation>
            <numerusform>%n device of a group</numerusform>
            <numerusform>%n devices of a group</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) picked by hand</source>
        <translation>
            <numerusform>%n device picked by hand</numerusform>
            <numerusform>%n devices picked by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n failure(s)</source>
        <translation>
            <numerusform>more than %n failure</numerusform>
            <numerusform>more than %n failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolloutText</name>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineLines</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WitnessText</name>
    <message numerus="yes">
        <source>%1 of %n stand-in(s) to %2</source>
        <translation>
            <numerusform>%1 of %n stand-in to %2</numerusform>
            <numerusform>%1 of %n stand-ins to %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n witness(es) to %2</source>
        <translation>
            <numerusform>%1 of %n witness to %2</numerusform>
            <numerusform>%1 of %n witnesses to %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Devices ask for %n witness(es) before they obey what raises risk.</source>
        <translation>
            <numerusform>Devices ask for %n witness before they obey what raises risk.</numerusform>
            <numerusform>Devices ask for %n witnesses before they obey what raises risk.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::app::EmbeddedControlPlane</name>
    <message numerus="yes">
        <source>Founding a sample organisation with %n device(s)…</source>
        <translation>
            <numerusform>Founding a sample organisation with %n device…</numerusform>
            <numerusform>Founding a sample organisation with %n devices…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::approvals::ApprovalsPane</name>
    <message numerus="yes">
        <source>%1 · %n wait for you</source>
        <translation>
            <numerusform>%1 · %n waits for you</numerusform>
            <numerusform>%1 · %n wait for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::approvals::InboxProxy</name>
    <message numerus="yes">
        <source>%n signed</source>
        <translation>
            <numerusform>%n signed</numerusform>
            <numerusform>%n signed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::audit::AuditInspector</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::design::NavigationList</name>
    <message numerus="yes">
        <source>%1, %n waiting for you</source>
        <translation>
            <numerusform>%1, %n waiting for you</numerusform>
            <numerusform>%1, %n waiting for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::SelectionBar</name>
    <message numerus="yes">
        <source>%n of the selected devices are still being loaded.</source>
        <translation>
            <numerusform>%n of the selected devices is still being loaded.</numerusform>
            <numerusform>%n of the selected devices are still being loaded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::AdmissionPanel</name>
    <message numerus="yes">
        <source>%n attestation(s) hold, by this console&apos;s own judgement.</source>
        <translation>
            <numerusform>%n attestation holds, by this console&apos;s own judgement.</numerusform>
            <numerusform>%n attestations hold, by this console&apos;s own judgement.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::TicketForm</name>
    <message numerus="yes">
        <source>%n key(s) of %1</source>
        <translation>
            <numerusform>%n key of %1</numerusform>
            <numerusform>%n keys of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::TicketPanel</name>
    <message numerus="yes">
        <source>Good for %n device(s), until %1.</source>
        <translation>
            <numerusform>Good for %n device, until %1.</numerusform>
            <numerusform>Good for %n devices, until %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::groups::GroupEditor</name>
    <message numerus="yes">
        <source>A group lists at most %n device(s); more are found by a rule.</source>
        <translation>
            <numerusform>A group lists at most %n device; more are found by a rule.</numerusform>
            <numerusform>A group lists at most %n devices; more are found by a rule.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::ReleaseDetailPanel</name>
    <message numerus="yes">
        <source>on %n devices</source>
        <translation>
            <numerusform>on %n device</numerusform>
            <numerusform>on %n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RolloutWizard</name>
    <message numerus="yes">
        <source>%n, the second after %1</source>
        <translation>
            <numerusform>%n, the second after %1</numerusform>
            <numerusform>%n, the second after %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::DiffPanel</name>
    <message numerus="yes">
        <source>%n rule(s) added</source>
        <translation>
            <numerusform>%n rule added</numerusform>
            <numerusform>%n rules added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) removed</source>
        <translation>
            <numerusform>%n rule removed</numerusform>
            <numerusform>%n rules removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) changed</source>
        <translation>
            <numerusform>%n rule changed</numerusform>
            <numerusform>%n rules changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::WhatIfPanel</name>
    <message numerus="yes">
        <source>%n device(s) lose something</source>
        <translation>
            <numerusform>%n device loses something</numerusform>
            <numerusform>%n devices lose something</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) gain something</source>
        <translation>
            <numerusform>%n device gains something</numerusform>
            <numerusform>%n devices gain something</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Computed over %n device(s) as of %1.</source>
        <translation>
            <numerusform>Computed over %n device as of %1.</numerusform>
            <numerusform>Computed over %n devices as of %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::review::EffectPanel</name>
    <message numerus="yes">
        <source>%n device(s) have changed since this was asked. Ask for it again with the devices as they are now.</source>
        <translation>
            <numerusform>%n device has changed since this was asked. Ask for it again with the devices as they are now.</numerusform>
            <numerusform>%n devices have changed since this was asked. Ask for it again with the devices as they are now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::review::ResultsPanel</name>
    <message numerus="yes">
        <source>%1 of %n device(s) have acknowledged</source>
        <translation>
            <numerusform>%1 of %n device has acknowledged</numerusform>
            <numerusform>%1 of %n devices have acknowledged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s)</source>
        <translation>
            <numerusform>%n waits</numerusform>
            <numerusform>%n wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expired</source>
        <translation>
            <numerusform>%n expired</numerusform>
            <numerusform>%n expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n skipped</numerusform>
            <numerusform>%n skipped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::review::ReviewWindow</name>
    <message numerus="yes">
        <source>waits for %n more signature(s) · %1 left</source>
        <translation>
            <numerusform>waits for %n more signature · %1 left</numerusform>
            <numerusform>waits for %n more signatures · %1 left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::review::SignersPanel</name>
    <message numerus="yes">
        <source>%n more of: %1</source>
        <translation>
            <numerusform>%n more of: %1</numerusform>
            <numerusform>%n more of: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::stepup::StepUpBody</name>
    <message numerus="yes">
        <source>The PIN was wrong. %n attempt(s) are left.</source>
        <translation>
            <numerusform>The PIN was wrong. %n attempt is left.</numerusform>
            <numerusform>The PIN was wrong. %n attempts are left.</numerusform>
        </translation>
    </message>
</context>
</TS>
