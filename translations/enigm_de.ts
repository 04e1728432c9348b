<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AcceptancePanel</name>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, as before</source>
        <translation>%1, wie bisher</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Root added</source>
        <translation>Neue Wurzel</translation>
    </message>
    <message>
        <source>Root removed</source>
        <translation>Entfernte Wurzel</translation>
    </message>
    <message>
        <source>Roots then</source>
        <translation>Wurzeln dann</translation>
    </message>
    <message>
        <source>Boot key added</source>
        <translation>Neuer Startschlüssel</translation>
    </message>
    <message>
        <source>Boot key removed</source>
        <translation>Entfernter Startschlüssel</translation>
    </message>
    <message>
        <source>Boot keys then</source>
        <translation>Startschlüssel dann</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Revocation list</source>
        <translation>Sperrliste</translation>
    </message>
    <message>
        <source>Revoked certificates then</source>
        <translation>Gesperrte Zertifikate dann</translation>
    </message>
    <message>
        <source>Newly revoked</source>
        <translation>Neu gesperrt</translation>
    </message>
    <message>
        <source>No longer revoked</source>
        <translation>Nicht mehr gesperrt</translation>
    </message>
    <message>
        <source>This console is still comparing it with what is in force.</source>
        <translation>Diese Konsole vergleicht es noch mit dem, was gilt.</translation>
    </message>
    <message>
        <source>What this changes could not be recomputed here.</source>
        <translation>Was dies ändert, konnte hier nicht nachgerechnet werden.</translation>
    </message>
    <message>
        <source>The revocation list that this names could not be checked here. No device would be verified.</source>
        <translation>Die Sperrliste, die hier genannt ist, konnte nicht geprüft werden. Kein Gerät würde bestätigt.</translation>
    </message>
</context>
<context>
    <name>ActionText</name>
    <message numerus="yes">
        <source>Admit %n device(s)</source>
        <translation>
            <numerusform>%n Gerät aufnehmen</numerusform>
            <numerusform>%n Geräte aufnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign admission</source>
        <translation>Bestätigen und Aufnahme unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the admission of %n device(s)</source>
        <translation>
            <numerusform>Die Aufnahme von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Aufnahme von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Admit</source>
        <translation>Aufnehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) join the fleet as trusted.</source>
        <translation>
            <numerusform>%n Gerät wird als vertrauenswürdig in die Flotte aufgenommen.</numerusform>
            <numerusform>%n Geräte werden als vertrauenswürdig in die Flotte aufgenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n device(s)</source>
        <translation>
            <numerusform>%n Gerät abweisen</numerusform>
            <numerusform>%n Geräte abweisen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign denial</source>
        <translation>Bestätigen und Abweisung unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the denial of %n device(s)</source>
        <translation>
            <numerusform>Die Abweisung von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Abweisung von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Abweisen</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are turned away for good.</source>
        <translation>
            <numerusform>%n Gerät wird endgültig abgewiesen.</numerusform>
            <numerusform>%n Geräte werden endgültig abgewiesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restrict %n device(s)</source>
        <translation>
            <numerusform>%n Gerät einschränken</numerusform>
            <numerusform>%n Geräte einschränken</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign restriction</source>
        <translation>Bestätigen und Einschränkung unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the restriction of %n device(s)</source>
        <translation>
            <numerusform>Die Einschränkung von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Einschränkung von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Restrict</source>
        <translation>Einschränken</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) keep only what restricted devices may do.</source>
        <translation>
            <numerusform>%n Gerät darf nur noch, was eingeschränkte Geräte dürfen.</numerusform>
            <numerusform>%n Geräte dürfen nur noch, was eingeschränkte Geräte dürfen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suspend %n device(s)</source>
        <translation>
            <numerusform>%n Gerät aussetzen</numerusform>
            <numerusform>%n Geräte aussetzen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign suspension</source>
        <translation>Bestätigen und Aussetzung unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the suspension of %n device(s)</source>
        <translation>
            <numerusform>Die Aussetzung von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Aussetzung von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Aussetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are refused at once, until somebody reactivates them.</source>
        <translation>
            <numerusform>%n Gerät wird sofort zurückgewiesen, bis jemand es reaktiviert.</numerusform>
            <numerusform>%n Geräte werden sofort zurückgewiesen, bis jemand sie reaktiviert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reactivate %n device(s)</source>
        <translation>
            <numerusform>%n Gerät reaktivieren</numerusform>
            <numerusform>%n Geräte reaktivieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign reactivation</source>
        <translation>Bestätigen und Reaktivierung unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the reactivation of %n device(s)</source>
        <translation>
            <numerusform>Die Reaktivierung von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Reaktivierung von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>Reaktivieren</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are trusted again.</source>
        <translation>
            <numerusform>%n Gerät ist wieder vertrauenswürdig.</numerusform>
            <numerusform>%n Geräte sind wieder vertrauenswürdig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n device(s)</source>
        <translation>
            <numerusform>%n Gerät widerrufen</numerusform>
            <numerusform>%n Geräte widerrufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign revocation</source>
        <translation>Bestätigen und Widerruf unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the revocation of %n device(s)</source>
        <translation>
            <numerusform>Den Widerruf von %n Gerät unterschreiben</numerusform>
            <numerusform>Den Widerruf von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) lose trust at once and for good.</source>
        <translation>
            <numerusform>%n Gerät verliert sofort und endgültig das Vertrauen.</numerusform>
            <numerusform>%n Geräte verlieren sofort und endgültig das Vertrauen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n device(s)</source>
        <translation>
            <numerusform>%n Gerät ersetzen</numerusform>
            <numerusform>%n Geräte ersetzen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign replacement</source>
        <translation>Bestätigen und Ersetzung unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the replacement of %n device(s)</source>
        <translation>
            <numerusform>Die Ersetzung von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Ersetzung von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are superseded for good.</source>
        <translation>
            <numerusform>%n Gerät wird endgültig abgelöst.</numerusform>
            <numerusform>%n Geräte werden endgültig abgelöst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retire %n device(s)</source>
        <translation>
            <numerusform>%n Gerät ausmustern</numerusform>
            <numerusform>%n Geräte ausmustern</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign retirement</source>
        <translation>Bestätigen und Ausmusterung unterschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Sign the retirement of %n device(s)</source>
        <translation>
            <numerusform>Die Ausmusterung von %n Gerät unterschreiben</numerusform>
            <numerusform>Die Ausmusterung von %n Geräten unterschreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Ausmustern</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) leave the fleet for good.</source>
        <translation>
            <numerusform>%n Gerät verlässt die Flotte endgültig.</numerusform>
            <numerusform>%n Geräte verlassen die Flotte endgültig.</numerusform>
        </translation>
    </message>
    <message>
        <source>Admit an operator</source>
        <translation>Einen Operator aufnehmen</translation>
    </message>
    <message>
        <source>Sign the admission of an operator</source>
        <translation>Die Aufnahme eines Operators unterschreiben</translation>
    </message>
    <message>
        <source>Admit operator</source>
        <translation>Operator aufnehmen</translation>
    </message>
    <message>
        <source>One more person may ask or sign, in these roles.</source>
        <translation>Eine weitere Person darf in diesen Rollen anfragen oder unterschreiben.</translation>
    </message>
    <message>
        <source>Add an operator key</source>
        <translation>Einen Operatorschlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Step up and sign addition</source>
        <translation>Bestätigen und Hinzufügung unterschreiben</translation>
    </message>
    <message>
        <source>Sign the addition of an operator key</source>
        <translation>Die Hinzufügung eines Operatorschlüssels unterschreiben</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>This person may sign with one more key.</source>
        <translation>Diese Person darf mit einem weiteren Schlüssel unterschreiben.</translation>
    </message>
    <message>
        <source>Revoke an operator key</source>
        <translation>Einen Operatorschlüssel widerrufen</translation>
    </message>
    <message>
        <source>Sign the revocation of an operator key</source>
        <translation>Den Widerruf eines Operatorschlüssels unterschreiben</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <translation>Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>Nothing signed with this key counts any more from then on.</source>
        <translation>Von da an zählt nichts mehr, was mit diesem Schlüssel unterschrieben wird.</translation>
    </message>
    <message>
        <source>Add a witness</source>
        <translation>Einen Zeugen hinzufügen</translation>
    </message>
    <message>
        <source>Sign the addition of a witness</source>
        <translation>Die Hinzufügung eines Zeugen unterschreiben</translation>
    </message>
    <message>
        <source>Add witness</source>
        <translation>Zeugen hinzufügen</translation>
    </message>
    <message>
        <source>One more witness vouches for the logs.</source>
        <translation>Ein weiterer Zeuge bürgt für die Protokolle.</translation>
    </message>
    <message>
        <source>Remove a witness</source>
        <translation>Einen Zeugen entfernen</translation>
    </message>
    <message>
        <source>Step up and sign removal</source>
        <translation>Bestätigen und Entfernung unterschreiben</translation>
    </message>
    <message>
        <source>Sign the removal of a witness</source>
        <translation>Die Entfernung eines Zeugen unterschreiben</translation>
    </message>
    <message>
        <source>Remove witness</source>
        <translation>Zeugen entfernen</translation>
    </message>
    <message>
        <source>This witness no longer vouches for the logs.</source>
        <translation>Dieser Zeuge bürgt nicht mehr für die Protokolle.</translation>
    </message>
    <message>
        <source>Audit bodies read</source>
        <translation>Revision gelesen</translation>
    </message>
    <message>
        <source>Authentication refused</source>
        <translation>Authentifizierung zurückgewiesen</translation>
    </message>
    <message>
        <source>Change approved</source>
        <translation>Änderung genehmigt</translation>
    </message>
    <message>
        <source>Change executed</source>
        <translation>Änderung ausgeführt</translation>
    </message>
    <message>
        <source>Change expired</source>
        <translation>Änderung abgelaufen</translation>
    </message>
    <message>
        <source>Change failed</source>
        <translation>Änderung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation>Änderung zurückgewiesen</translation>
    </message>
    <message>
        <source>Change rejected</source>
        <translation>Änderung abgelehnt</translation>
    </message>
    <message>
        <source>Change requested</source>
        <translation>Änderung beantragt</translation>
    </message>
    <message>
        <source>Change withdrawn</source>
        <translation>Änderung zurückgezogen</translation>
    </message>
    <message>
        <source>Device refused</source>
        <translation>Gerät zurückgewiesen</translation>
    </message>
    <message>
        <source>Let into the network</source>
        <translation>Ins Netz gelassen</translation>
    </message>
    <message>
        <source>Network access denied</source>
        <translation>Netzzugang verweigert</translation>
    </message>
    <message>
        <source>Network access permitted</source>
        <translation>Netzzugang erlaubt</translation>
    </message>
    <message>
        <source>Network outcomes reported</source>
        <translation>Netzergebnisse gemeldet</translation>
    </message>
    <message>
        <source>PIN locked</source>
        <translation>PIN gesperrt</translation>
    </message>
    <message>
        <source>PIN refused</source>
        <translation>PIN zurückgewiesen</translation>
    </message>
    <message>
        <source>PIN set</source>
        <translation>PIN gesetzt</translation>
    </message>
    <message>
        <source>Session ended</source>
        <translation>Sitzung beendet</translation>
    </message>
    <message>
        <source>Session started</source>
        <translation>Sitzung begonnen</translation>
    </message>
    <message>
        <source>Reading refused</source>
        <translation>Lesen zurückgewiesen</translation>
    </message>
    <message>
        <source>Change read</source>
        <translation>Änderung gelesen</translation>
    </message>
    <message>
        <source>PIN reset</source>
        <translation>PIN zurückgesetzt</translation>
    </message>
    <message numerus="yes">
        <source>Wipe %n device(s)</source>
        <translation>
            <numerusform>%n Gerät löschen</numerusform>
            <numerusform>%n Geräte löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step up and sign wipe</source>
        <translation>Bestätigen und Löschung signieren</translation>
    </message>
    <message numerus="yes">
        <source>Sign the wipe of %n device(s)</source>
        <translation>
            <numerusform>Die Löschung von %n Gerät signieren</numerusform>
            <numerusform>Die Löschung von %n Geräten signieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are told to erase everything that they hold.</source>
        <translation>
            <numerusform>%n Gerät wird angewiesen, alles zu löschen, was es enthält.</numerusform>
            <numerusform>%n Geräte werden angewiesen, alles zu löschen, was sie enthalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel all pending changes</source>
        <translation>Alle wartenden Änderungen abbrechen</translation>
    </message>
    <message>
        <source>Step up and sign cancellation</source>
        <translation>Bestätigen und Abbruch signieren</translation>
    </message>
    <message>
        <source>Sign the cancellation of all pending changes</source>
        <translation>Den Abbruch aller wartenden Änderungen signieren</translation>
    </message>
    <message>
        <source>Cancel all pending</source>
        <translation>Alle wartenden abbrechen</translation>
    </message>
    <message>
        <source>Every change that waits ends at once, whoever asked for it; only changes of people, keys and rules go on waiting.</source>
        <translation>Jede wartende Änderung endet sofort, gleich wer sie beantragt hat; nur Änderungen an Personen, Schlüsseln und Regeln warten weiter.</translation>
    </message>
    <message>
        <source>Change cancelled</source>
        <translation>Änderung abgebrochen</translation>
    </message>
    <message>
        <source>Command answered</source>
        <translation>Befehl beantwortet</translation>
    </message>
    <message>
        <source>Change a group of devices</source>
        <translation>Gerätegruppe ändern</translation>
    </message>
    <message>
        <source>Step up and sign change of group</source>
        <translation>Bestätigen und Gruppenänderung unterschreiben</translation>
    </message>
    <message>
        <source>Sign the change of a group of devices</source>
        <translation>Die Änderung einer Gerätegruppe unterschreiben</translation>
    </message>
    <message>
        <source>Change group</source>
        <translation>Gruppe ändern</translation>
    </message>
    <message>
        <source>What is assigned to this group reaches the devices that it has then. No device is told anything now.</source>
        <translation>Was dieser Gruppe zugewiesen ist, erreicht die Geräte, die sie dann hat. Jetzt wird keinem Gerät etwas mitgeteilt.</translation>
    </message>
    <message>
        <source>Posture changed</source>
        <translation>Sicherheitslage geändert</translation>
    </message>
    <message>
        <source>Resolve a handle</source>
        <translation>Handle auflösen</translation>
    </message>
    <message>
        <source>Step up and sign resolution</source>
        <translation>Bestätigen und Auflösung unterschreiben</translation>
    </message>
    <message>
        <source>Sign the resolution of a handle</source>
        <translation>Die Auflösung eines Handles unterschreiben</translation>
    </message>
    <message>
        <source>Resolve handle</source>
        <translation>Handle auflösen</translation>
    </message>
    <message>
        <source>What was seen of this handle is linked with a device of the fleet, for good: the answer stays in the log. The device is not told.</source>
        <translation>Was von diesem Handle gesehen wurde, wird endgültig mit einem Gerät der Flotte verknüpft: die Antwort bleibt im Protokoll. Dem Gerät wird nichts gesagt.</translation>
    </message>
    <message>
        <source>Enforcement point refused</source>
        <translation>Durchsetzungspunkt abgewiesen</translation>
    </message>
    <message>
        <source>Handle resolved</source>
        <translation>Handle aufgelöst</translation>
    </message>
    <message>
        <source>Set what attestations are judged by</source>
        <translation>Festlegen, wonach Attestierungen beurteilt werden</translation>
    </message>
    <message>
        <source>Step up and sign acceptance</source>
        <translation>Bestätigen und Maßstab unterschreiben</translation>
    </message>
    <message>
        <source>Sign what attestations are judged by</source>
        <translation>Unterschreiben, wonach Attestierungen beurteilt werden</translation>
    </message>
    <message>
        <source>Set acceptance</source>
        <translation>Maßstab festlegen</translation>
    </message>
    <message>
        <source>From then on, devices that enrol or attest again are judged by this. No device is moved by it.</source>
        <translation>Von da an werden Geräte, die sich anmelden oder neu attestieren, danach beurteilt. Kein Gerät wird dadurch in einen anderen Zustand versetzt.</translation>
    </message>
    <message>
        <source>Attestation judged</source>
        <translation>Attestierung beurteilt</translation>
    </message>
    <message>
        <source>Attestation too old</source>
        <translation>Attestierung zu alt</translation>
    </message>
    <message>
        <source>Attestation asked for</source>
        <translation>Attestierung verlangt</translation>
    </message>
    <message>
        <source>Revocation list put there</source>
        <translation>Sperrliste hinterlegt</translation>
    </message>
    <message>
        <source>Publish a version of a policy</source>
        <translation>Eine Version einer Richtlinie veröffentlichen</translation>
    </message>
    <message>
        <source>Step up and sign publication</source>
        <translation>Bestätigen und Veröffentlichung signieren</translation>
    </message>
    <message>
        <source>Sign the publication of a policy</source>
        <translation>Die Veröffentlichung einer Richtlinie signieren</translation>
    </message>
    <message>
        <source>Publish policy</source>
        <translation>Richtlinie veröffentlichen</translation>
    </message>
    <message>
        <source>This version decides from then on, for the devices that the policy is assigned to.</source>
        <translation>Von da an entscheidet diese Version, für die Geräte, denen die Richtlinie zugewiesen ist.</translation>
    </message>
    <message>
        <source>Assign a policy</source>
        <translation>Eine Richtlinie zuweisen</translation>
    </message>
    <message>
        <source>Step up and sign assignment</source>
        <translation>Bestätigen und Zuweisung signieren</translation>
    </message>
    <message>
        <source>Sign the assignment of a policy</source>
        <translation>Die Zuweisung einer Richtlinie signieren</translation>
    </message>
    <message>
        <source>Assign policy</source>
        <translation>Richtlinie zuweisen</translation>
    </message>
    <message>
        <source>The policy decides from then on for these devices, and for no others.</source>
        <translation>Von da an entscheidet die Richtlinie für diese Geräte und für keine anderen.</translation>
    </message>
    <message>
        <source>Roll a policy back</source>
        <translation>Eine Richtlinie zurücksetzen</translation>
    </message>
    <message>
        <source>Step up and sign rollback</source>
        <translation>Bestätigen und Zurücksetzen signieren</translation>
    </message>
    <message>
        <source>Sign the rollback of a policy</source>
        <translation>Das Zurücksetzen einer Richtlinie signieren</translation>
    </message>
    <message>
        <source>Roll back policy</source>
        <translation>Richtlinie zurücksetzen</translation>
    </message>
    <message>
        <source>The earlier version decides from then on, for the devices that the policy is assigned to.</source>
        <translation>Von da an entscheidet die frühere Version, für die Geräte, denen die Richtlinie zugewiesen ist.</translation>
    </message>
    <message>
        <source>Enrol an enforcement point</source>
        <translation>Einen Durchsetzungspunkt aufnehmen</translation>
    </message>
    <message>
        <source>Step up and sign enrolment</source>
        <translation>Bestätigen und Aufnahme signieren</translation>
    </message>
    <message>
        <source>Sign the enrolment of an enforcement point</source>
        <translation>Die Aufnahme eines Durchsetzungspunkts signieren</translation>
    </message>
    <message>
        <source>Enrol enforcement point</source>
        <translation>Durchsetzungspunkt aufnehmen</translation>
    </message>
    <message>
        <source>Whoever holds this key may ask which devices may use this network path.</source>
        <translation>Wer diesen Schlüssel hat, darf fragen, welche Geräte diesen Netzpfad nutzen dürfen.</translation>
    </message>
    <message>
        <source>Revoke an enforcement point</source>
        <translation>Einen Durchsetzungspunkt widerrufen</translation>
    </message>
    <message>
        <source>Sign the revocation of an enforcement point</source>
        <translation>Den Widerruf eines Durchsetzungspunkts signieren</translation>
    </message>
    <message>
        <source>Revoke enforcement point</source>
        <translation>Durchsetzungspunkt widerrufen</translation>
    </message>
    <message>
        <source>It is told nothing any more, at once and for good.</source>
        <translation>Er erfährt sofort und endgültig nichts mehr.</translation>
    </message>
    <message>
        <source>Policies confirmed</source>
        <translation>Richtlinien bestätigt</translation>
    </message>
    <message>
        <source>Let the manifest of a release be signed</source>
        <translation>Das Manifest eines Releases signieren lassen</translation>
    </message>
    <message>
        <source>Step up and sign off manifest</source>
        <translation>Bestätigen und Manifest freigeben</translation>
    </message>
    <message>
        <source>Sign off the manifest of a release</source>
        <translation>Das Manifest eines Releases freigeben</translation>
    </message>
    <message>
        <source>Sign off manifest</source>
        <translation>Manifest freigeben</translation>
    </message>
    <message>
        <source>The manifest authority may sign just this, with its own key. No device is offered anything yet.</source>
        <translation>Die Manifest-Stelle darf genau dies mit ihrem eigenen Schlüssel signieren. Noch wird keinem Gerät etwas angeboten.</translation>
    </message>
    <message>
        <source>Let the artifact of a release be signed</source>
        <translation>Das Artefakt eines Releases signieren lassen</translation>
    </message>
    <message>
        <source>Step up and sign off artifact</source>
        <translation>Bestätigen und Artefakt freigeben</translation>
    </message>
    <message>
        <source>Sign off the artifact of a release</source>
        <translation>Das Artefakt eines Releases freigeben</translation>
    </message>
    <message>
        <source>Sign off artifact</source>
        <translation>Artefakt freigeben</translation>
    </message>
    <message>
        <source>The production authority signs this artifact, once it has hashed it itself. No device is offered anything yet.</source>
        <translation>Die Produktionsstelle signiert dieses Artefakt, sobald sie es selbst gehasht hat. Noch wird keinem Gerät etwas angeboten.</translation>
    </message>
    <message>
        <source>Start a rollout</source>
        <translation>Einen Rollout beginnen</translation>
    </message>
    <message>
        <source>Step up and sign start</source>
        <translation>Bestätigen und Beginn signieren</translation>
    </message>
    <message>
        <source>Sign the start of a rollout</source>
        <translation>Den Beginn eines Rollouts signieren</translation>
    </message>
    <message>
        <source>Start rollout</source>
        <translation>Rollout beginnen</translation>
    </message>
    <message>
        <source>Devices are offered this release group by group, as the plan says. Each checks these signatures itself.</source>
        <translation>Geräten wird dieses Release Gruppe für Gruppe angeboten, wie der Plan es sagt. Jedes prüft diese Signaturen selbst.</translation>
    </message>
    <message>
        <source>Resume a rollout</source>
        <translation>Einen Rollout fortsetzen</translation>
    </message>
    <message>
        <source>Step up and sign resumption</source>
        <translation>Bestätigen und Fortsetzung signieren</translation>
    </message>
    <message>
        <source>Sign the resumption of a rollout</source>
        <translation>Die Fortsetzung eines Rollouts signieren</translation>
    </message>
    <message>
        <source>Resume rollout</source>
        <translation>Rollout fortsetzen</translation>
    </message>
    <message>
        <source>Devices are offered the release again, from where the rollout stood.</source>
        <translation>Geräten wird das Release wieder angeboten, von dort an, wo der Rollout stand.</translation>
    </message>
    <message>
        <source>Pause a rollout</source>
        <translation>Einen Rollout pausieren</translation>
    </message>
    <message>
        <source>Step up and sign pause</source>
        <translation>Bestätigen und Pause signieren</translation>
    </message>
    <message>
        <source>Sign the pause of a rollout</source>
        <translation>Die Pause eines Rollouts signieren</translation>
    </message>
    <message>
        <source>Pause rollout</source>
        <translation>Rollout pausieren</translation>
    </message>
    <message>
        <source>No further device is offered the release until somebody resumes it, with approval.</source>
        <translation>Keinem weiteren Gerät wird das Release angeboten, bis jemand es mit Genehmigung fortsetzt.</translation>
    </message>
    <message>
        <source>Halt a rollout</source>
        <translation>Einen Rollout anhalten</translation>
    </message>
    <message>
        <source>Step up and sign halt</source>
        <translation>Bestätigen und Halt signieren</translation>
    </message>
    <message>
        <source>Sign the halt of a rollout</source>
        <translation>Den Halt eines Rollouts signieren</translation>
    </message>
    <message>
        <source>Halt rollout</source>
        <translation>Rollout anhalten</translation>
    </message>
    <message>
        <source>No device is offered the release any more, at once. Going on needs approval.</source>
        <translation>Ab sofort wird keinem Gerät das Release mehr angeboten. Weiterzumachen braucht eine Genehmigung.</translation>
    </message>
    <message>
        <source>Withdraw a rollout</source>
        <translation>Einen Rollout zurückziehen</translation>
    </message>
    <message>
        <source>Step up and sign withdrawal</source>
        <translation>Bestätigen und Rückzug signieren</translation>
    </message>
    <message>
        <source>Sign the withdrawal of a rollout</source>
        <translation>Den Rückzug eines Rollouts signieren</translation>
    </message>
    <message>
        <source>Withdraw rollout</source>
        <translation>Rollout zurückziehen</translation>
    </message>
    <message>
        <source>No device is offered the release by this rollout any more, for good.</source>
        <translation>Durch diesen Rollout wird endgültig keinem Gerät mehr das Release angeboten.</translation>
    </message>
    <message>
        <source>Set the keys that sign releases</source>
        <translation>Die Schlüssel festlegen, die Releases signieren</translation>
    </message>
    <message>
        <source>Step up and sign update keys</source>
        <translation>Bestätigen und Update-Schlüssel signieren</translation>
    </message>
    <message>
        <source>Sign the keys that sign releases</source>
        <translation>Die Schlüssel signieren, die Releases signieren</translation>
    </message>
    <message>
        <source>Set update keys</source>
        <translation>Update-Schlüssel festlegen</translation>
    </message>
    <message>
        <source>Devices take only what these keys have signed from then on; what others signed is refused.</source>
        <translation>Geräte nehmen von da an nur, was diese Schlüssel signiert haben; was andere signiert haben, wird abgelehnt.</translation>
    </message>
</context>
<context>
    <name>AdmissionPanel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>attests another key than the change names</source>
        <translation>bezeugt einen anderen Schlüssel, als die Änderung nennt</translation>
    </message>
    <message>
        <source>nothing of its enrolment is kept</source>
        <translation>von seiner Anmeldung ist nichts aufbewahrt</translation>
    </message>
    <message>
        <source>The attestation of the devices is being judged.</source>
        <translation>Die Attestierung der Geräte wird gerade beurteilt.</translation>
    </message>
    <message>
        <source>The attestation of the devices could not be judged here.</source>
        <translation>Die Attestierung der Geräte konnte hier nicht beurteilt werden.</translation>
    </message>
    <message>
        <source>An attestation does not hold. Reject the change, and ask for the others alone.</source>
        <translation>Eine Attestierung hält nicht. Lehnen Sie die Änderung ab, und beantragen Sie die übrigen allein.</translation>
    </message>
</context>
<context>
    <name>AttestationAsked</name>
    <message>
        <source>No device was asked: none of them is served.</source>
        <translation>Kein Gerät wurde gefragt: keines davon wird bedient.</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) will be told at the next check-in; nothing is answered yet.</source>
        <translation>
            <numerusform>%n Gerät erfährt es bei der nächsten Meldung; noch ist nichts beantwortet.</numerusform>
            <numerusform>%n Geräte erfahren es bei der nächsten Meldung; noch ist nichts beantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) are not served and were passed over.</source>
        <translation>
            <numerusform>%n Gerät wird nicht bedient und wurde übergangen.</numerusform>
            <numerusform>%n Geräte werden nicht bedient und wurden übergangen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditFilter</name>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>AuditText</name>
    <message>
        <source>Not proven</source>
        <translation>Nicht bewiesen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>Bewiesen</translation>
    </message>
    <message>
        <source>Contradicted</source>
        <translation>Widerlegt</translation>
    </message>
    <message>
        <source>The proof could not be fetched. Verify again.</source>
        <translation>Der Beweis konnte nicht geholt werden. Prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>The proof is being checked.</source>
        <translation>Der Beweis wird geprüft.</translation>
    </message>
    <message>
        <source>This console has proven that the log holds exactly this entry.</source>
        <translation>Diese Konsole hat bewiesen, dass das Protokoll genau diesen Eintrag enthält.</translation>
    </message>
    <message>
        <source>The log does not hold this entry. Do not act on it, and tell other reviewers.</source>
        <translation>Das Protokoll enthält diesen Eintrag nicht. Handeln Sie nicht danach und informieren Sie andere Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>Control plane</source>
        <translation>Steuerungsebene</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Entry %1: %2. %3</source>
        <translation>Eintrag %1: %2. %3</translation>
    </message>
</context>
<context>
    <name>CommandLines</name>
    <message>
        <source>Queued %1</source>
        <translation>Eingereiht %1</translation>
    </message>
    <message>
        <source>Delivered %1</source>
        <translation>Zugestellt %1</translation>
    </message>
    <message>
        <source>Answered %1</source>
        <translation>Beantwortet %1</translation>
    </message>
    <message>
        <source>To be obeyed by %1</source>
        <translation>Zu befolgen bis %1</translation>
    </message>
</context>
<context>
    <name>ConsoleOptions</name>
    <message>
        <source>Console for fleets of high-security phones</source>
        <translation>Konsole für Flotten von Hochsicherheitstelefonen</translation>
    </message>
    <message>
        <source>Connect by this deployment file.</source>
        <translation>Über diese Installationsdatei verbinden.</translation>
    </message>
    <message>
        <source>Run a control plane on this data directory and connect to it.</source>
        <translation>Eine Steuerungsebene auf diesem Datenverzeichnis starten und mit ihr verbinden.</translation>
    </message>
    <message>
        <source>Colours: light, dark or high-contrast.</source>
        <translation>Farben: light, dark oder high-contrast.</translation>
    </message>
</context>
<context>
    <name>ContradictionFile</name>
    <message>
        <source>Save evidence</source>
        <translation>Nachweise sichern</translation>
    </message>
</context>
<context>
    <name>ContradictionText</name>
    <message>
        <source>What was served breaks a signed rule</source>
        <translation>Was der Server liefert, verletzt eine unterschriebene Regel</translation>
    </message>
    <message>
        <source>The control plane shows what the rules of this deployment do not allow. Do not act on it, save the evidence and tell a security reviewer.</source>
        <translation>Die Steuerungsebene zeigt etwas, das die Regeln dieser Installation nicht zulassen. Handeln Sie nicht danach, sichern Sie die Nachweise und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>%1 Found: %2</source>
        <translation>%1 Gefunden: %2</translation>
    </message>
</context>
<context>
    <name>DecisionSection</name>
    <message>
        <source>Denied to every device in this state, whatever policies say.</source>
        <translation>Jedem Gerät in diesem Zustand verweigert, was auch immer Richtlinien sagen.</translation>
    </message>
    <message>
        <source>A policy denies it.</source>
        <translation>Eine Richtlinie verweigert es.</translation>
    </message>
    <message>
        <source>No policy allows it.</source>
        <translation>Keine Richtlinie erlaubt es.</translation>
    </message>
    <message>
        <source>Only devices that are Trusted or Restricted are allowed anything.</source>
        <translation>Nur Geräten im Zustand Vertrauenswürdig oder Eingeschränkt ist überhaupt etwas erlaubt.</translation>
    </message>
    <message>
        <source>Only what a device asks for is decided here.</source>
        <translation>Hier wird nur entschieden, worum ein Gerät bittet.</translation>
    </message>
    <message>
        <source>Rule %1 of policy %2.</source>
        <translation>Regel %1 der Richtlinie %2.</translation>
    </message>
    <message>
        <source>The policy “%1” governs the network paths so.</source>
        <translation>So regelt die Richtlinie „%1“ die Netzpfade.</translation>
    </message>
    <message>
        <source>%1 Rule %2 of the policy “%3”.</source>
        <comment>a sentence, and where it stands</comment>
        <translation>%1 Regel %2 der Richtlinie „%3“.</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between inputs</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Nothing that could differ would make it allowed.</source>
        <translation>Nichts, was anders sein könnte, würde es erlauben.</translation>
    </message>
    <message>
        <source>What would have to differ: %1</source>
        <translation>Was anders sein müsste: %1</translation>
    </message>
    <message>
        <source>Nearest: %1</source>
        <translation>Am nächsten: %1</translation>
    </message>
    <message>
        <source>On condition: %1</source>
        <translation>Unter der Bedingung: %1</translation>
    </message>
    <message>
        <source>Why is told to administrators and security reviewers, and to approvers in a review.</source>
        <translation>Warum, erfahren Administratoren und Sicherheitsprüfer sowie Genehmiger bei einer Prüfung.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Warum anzeigen</translation>
    </message>
    <message>
        <source>The audit trail records that you read the reasons.</source>
        <translation>Im Protokoll wird festgehalten, dass Sie die Gründe lesen.</translation>
    </message>
    <message>
        <source>No policy says what devices may do, so that they may do nothing.</source>
        <translation>Keine Richtlinie sagt, was Geräte dürfen, also dürfen sie nichts.</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Verweigert</translation>
    </message>
</context>
<context>
    <name>DeviceActs</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Only for devices in one of these states: %1.</source>
        <translation>Nur für Geräte in einem dieser Zustände: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected devices cannot take part. Only for devices in one of these states: %1.</source>
        <translation>
            <numerusform>%n der ausgewählten Geräte kann nicht teilnehmen. Nur für Geräte in einem dieser Zustände: %1.</numerusform>
            <numerusform>%n der ausgewählten Geräte können nicht teilnehmen. Nur für Geräte in einem dieser Zustände: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your roles do not allow this. Who may ask for it: %1.</source>
        <translation>Ihre Rollen erlauben das nicht. Beantragen darf es: %1.</translation>
    </message>
    <message>
        <source>A change names at most %1 devices. Select fewer.</source>
        <translation>Eine Änderung nennt höchstens %1 Geräte. Wählen Sie weniger aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected devices are still being loaded.</source>
        <translation>
            <numerusform>%n der ausgewählten Geräte wird noch geladen.</numerusform>
            <numerusform>%n der ausgewählten Geräte werden noch geladen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is selected.</source>
        <translation>Kein Gerät ist ausgewählt.</translation>
    </message>
    <message>
        <source>%1…</source>
        <comment>a verb; a change will be composed</comment>
        <translation>%1…</translation>
    </message>
    <message>
        <source>Ask for attestation</source>
        <translation>Attestierung verlangen</translation>
    </message>
</context>
<context>
    <name>DeviceChecks</name>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Signed by a key that governance names for the manifest authority.</source>
        <translation>Von einem Schlüssel signiert, den die Governance für die Manifest-Stelle nennt.</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>Signed by another key, which governance names for the production authority.</source>
        <translation>Von einem anderen Schlüssel signiert, den die Governance für die Produktionsstelle nennt.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Each signature rests on a change that one person asked for and others approved. The device counts them by itself.</source>
        <translation>Jede Signatur beruht auf einer Änderung, die eine Person beantragt und andere genehmigt haben. Das Gerät zählt sie selbst.</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>%1 with this digest:</source>
        <comment>a size</comment>
        <translation>%1 mit diesem Hashwert:</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Its build</source>
        <translation>Sein Build</translation>
    </message>
    <message>
        <source>Is one of %1.</source>
        <translation>Ist einer von %1.</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>Rollback</translation>
    </message>
    <message>
        <source>What it has is at index %1 or below.</source>
        <translation>Was es hat, liegt bei Index %1 oder darunter.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>It does not run %1 already.</source>
        <translation>Es läuft nicht schon mit %1.</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>The start was approved, names this device&apos;s group, and the group&apos;s time has come.</source>
        <translation>Der Beginn wurde genehmigt, nennt die Gruppe dieses Geräts, und deren Zeit ist gekommen.</translation>
    </message>
    <message>
        <source>Freshness</source>
        <translation>Aktualität</translation>
    </message>
    <message>
        <source>The start is not past the time up to which it is obeyed, and later than any that the device has obeyed.</source>
        <translation>Der Beginn liegt nicht hinter der Zeit, bis zu der er befolgt wird, und nach jedem, den das Gerät schon befolgt hat.</translation>
    </message>
</context>
<context>
    <name>DeviceFacts</name>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Verified boot</source>
        <translation>Verifizierter Start</translation>
    </message>
    <message>
        <source>Boot loader locked</source>
        <translation>Bootloader gesperrt</translation>
    </message>
    <message>
        <source>Attested by</source>
        <translation>Attestiert durch</translation>
    </message>
    <message>
        <source>Key kept in</source>
        <translation>Schlüssel liegt in</translation>
    </message>
    <message>
        <source>Attestation version</source>
        <translation>Attestierungsversion</translation>
    </message>
    <message>
        <source>System patch</source>
        <translation>Systempatch</translation>
    </message>
    <message>
        <source>Vendor patch</source>
        <translation>Herstellerpatch</translation>
    </message>
    <message>
        <source>Boot patch</source>
        <translation>Bootpatch</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>Bereitgestellt</translation>
    </message>
    <message>
        <source>Boot key</source>
        <translation>Bootschlüssel</translation>
    </message>
    <message>
        <source>Boot digest</source>
        <translation>Bootprüfsumme</translation>
    </message>
    <message>
        <source>Root key</source>
        <translation>Wurzelschlüssel</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>Attested</source>
        <translation>Attestiert</translation>
    </message>
    <message>
        <source>Security level</source>
        <translation>Sicherheitsstufe</translation>
    </message>
    <message>
        <source>Patch level</source>
        <translation>Patchstand</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Attested key</source>
        <translation>Attestierter Schlüssel</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Attestation asked</source>
        <translation>Attestierung verlangt</translation>
    </message>
    <message>
        <source>%1, not answered yet</source>
        <translation>%1, noch nicht beantwortet</translation>
    </message>
</context>
<context>
    <name>EligibilityText</name>
    <message>
        <source>Waits for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>Takes no signatures</source>
        <translation>Keine Unterschriften mehr</translation>
    </message>
    <message>
        <source>You asked</source>
        <translation>Von Ihnen beantragt</translation>
    </message>
    <message>
        <source>You have signed</source>
        <translation>Von Ihnen unterschrieben</translation>
    </message>
    <message>
        <source>Another role</source>
        <translation>Andere Rolle</translation>
    </message>
    <message>
        <source>Key not valid</source>
        <translation>Schlüssel ungültig</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht verifiziert</translation>
    </message>
    <message>
        <source>Your signature is asked for. Review what will happen before you sign.</source>
        <translation>Ihre Unterschrift wird erbeten. Prüfen Sie, was geschehen wird, bevor Sie unterschreiben.</translation>
    </message>
    <message>
        <source>This change is decided, or its time to approve is over.</source>
        <translation>Diese Änderung ist entschieden, oder die Frist zur Genehmigung ist vorbei.</translation>
    </message>
    <message>
        <source>You have decided about this change. Others have to sign now.</source>
        <translation>Sie haben über diese Änderung entschieden. Nun müssen andere unterschreiben.</translation>
    </message>
    <message>
        <source>This console has not verified the logs as far as this change. Wait a moment.</source>
        <translation>Diese Konsole hat die Protokolle noch nicht bis zu dieser Änderung verifiziert. Warten Sie einen Augenblick.</translation>
    </message>
    <message>
        <source>Another console</source>
        <translation>Andere Konsole</translation>
    </message>
    <message>
        <source>Proof broken</source>
        <translation>Beweis gebrochen</translation>
    </message>
    <message>
        <source>Devices changed</source>
        <translation>Geräte verändert</translation>
    </message>
    <message>
        <source>Cannot be carried out</source>
        <translation>Nicht ausführbar</translation>
    </message>
    <message>
        <source>Your own key</source>
        <translation>Ihr eigener Schlüssel</translation>
    </message>
    <message>
        <source>Somebody else asked</source>
        <translation>Von jemand anderem beantragt</translation>
    </message>
    <message>
        <source>You asked for this change. Another person has to decide about it.</source>
        <translation>Sie haben diese Änderung beantragt. Eine andere Person muss darüber entscheiden.</translation>
    </message>
    <message>
        <source>It was asked for on this console. An approval has to come from another one.</source>
        <translation>Sie wurde auf dieser Konsole beantragt. Eine Genehmigung muss von einer anderen kommen.</translation>
    </message>
    <message>
        <source>The rule asks for %1, and you do not hold this role.</source>
        <translation>Die Regel verlangt: %1. Diese Rolle haben Sie nicht.</translation>
    </message>
    <message>
        <source>The key of this session is not, or no longer, one of yours. Sign in with another key.</source>
        <translation>Der Schlüssel dieser Sitzung gehört nicht oder nicht mehr zu Ihnen. Melden Sie sich mit einem anderen Schlüssel an.</translation>
    </message>
    <message>
        <source>A proof is broken. Nothing is signed on what this server says.</source>
        <translation>Ein Beweis ist gebrochen. Was dieser Server sagt, wird nicht unterschrieben.</translation>
    </message>
    <message>
        <source>The devices have changed since this was asked for. It has to be asked for again.</source>
        <translation>Die Geräte haben sich seit dem Antrag geändert. Die Änderung muss neu beantragt werden.</translation>
    </message>
    <message>
        <source>This can no longer be carried out. It has to be asked for again.</source>
        <translation>Dies kann nicht mehr ausgeführt werden. Die Änderung muss neu beantragt werden.</translation>
    </message>
    <message>
        <source>This change removes your own key. You may approve it, not stop it.</source>
        <translation>Diese Änderung entfernt Ihren eigenen Schlüssel. Sie dürfen sie genehmigen, nicht aufhalten.</translation>
    </message>
    <message>
        <source>Only the person who asked for a change withdraws it.</source>
        <translation>Nur wer eine Änderung beantragt hat, zieht sie zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 Who can: %2.</source>
        <translation>%1 Wer kann: %2.</translation>
    </message>
</context>
<context>
    <name>EndOfLifeSection</name>
    <message>
        <source>Acknowledged by the device</source>
        <translation>Vom Gerät bestätigt</translation>
    </message>
    <message>
        <source>Waits for the device&apos;s acknowledgement</source>
        <translation>Wartet auf die Bestätigung des Geräts</translation>
    </message>
    <message>
        <source>Executed %1</source>
        <translation>Ausgeführt %1</translation>
    </message>
    <message>
        <source>Save end-of-life record…</source>
        <translation>Abschlussnachweis sichern…</translation>
    </message>
    <message>
        <source>The record is being fetched and verified.</source>
        <translation>Der Nachweis wird geholt und geprüft.</translation>
    </message>
    <message>
        <source>The record proves, without this control plane, who asked for the end, who signed it off, and that the device itself has acknowledged it.</source>
        <translation>Der Nachweis belegt auch ohne diese Steuerungsebene, wer das Ende verlangt hat, wer es gezeichnet hat und dass das Gerät selbst es bestätigt hat.</translation>
    </message>
    <message>
        <source>The control plane has done its part. There is a record once the device has signed that it did as it was told.</source>
        <translation>Die Steuerungsebene hat das Ihre getan. Einen Nachweis gibt es, sobald das Gerät unterschrieben hat, dass es gefolgt ist.</translation>
    </message>
</context>
<context>
    <name>FeedText</name>
    <message>
        <source>Not listening to the control plane yet.</source>
        <translation>Noch nicht mit den Meldungen der Steuerungsebene verbunden.</translation>
    </message>
    <message>
        <source>What others do is shown as it happens.</source>
        <translation>Was andere tun, erscheint, sobald es geschieht.</translation>
    </message>
    <message>
        <source>Nothing was heard by itself since %1: this console asks every few seconds meanwhile.</source>
        <translation>Seit %1 kommt nichts mehr von selbst: Diese Konsole fragt so lange alle paar Sekunden nach.</translation>
    </message>
</context>
<context>
    <name>FleetStateText</name>
    <message>
        <source>No devices yet</source>
        <translation>Noch keine Geräte</translation>
    </message>
    <message>
        <source>There is no device that could gain or lose anything.</source>
        <translation>Es gibt kein Gerät, das etwas gewinnen oder verlieren könnte.</translation>
    </message>
    <message>
        <source>Your roles do not let you see the fleet.</source>
        <translation>Ihre Rollen erlauben Ihnen nicht, die Flotte zu sehen.</translation>
    </message>
    <message>
        <source>Administrators, approvers and security reviewers can.</source>
        <translation>Administratoren, Genehmiger und Sicherheitsprüfer können es.</translation>
    </message>
</context>
<context>
    <name>GroupText</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message numerus="yes">
        <source>%n, each listed below</source>
        <translation>
            <numerusform>%n, unten aufgeführt</numerusform>
            <numerusform>%n, jedes unten aufgeführt</numerusform>
        </translation>
    </message>
    <message>
        <source>every one with all of the following</source>
        <translation>alle, auf die alles Folgende zutrifft</translation>
    </message>
    <message>
        <source>Name before</source>
        <translation>Name bisher</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n listed</source>
        <translation>
            <numerusform>%n aufgeführtes</numerusform>
            <numerusform>%n aufgeführte</numerusform>
        </translation>
    </message>
    <message>
        <source>Devices before</source>
        <translation>Geräte bisher</translation>
    </message>
    <message>
        <source>%1 or later</source>
        <translation>%1 oder neuer</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>Security level</source>
        <translation>Sicherheitsstufe</translation>
    </message>
    <message>
        <source>Patch level</source>
        <translation>Patchstand</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>is removed; its devices stay as they are</source>
        <translation>wird entfernt; ihre Geräte bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Devices now</source>
        <translation>Geräte jetzt</translation>
    </message>
    <message>
        <source>%1, as the control plane counts them</source>
        <translation>%1, wie die Steuerungsebene sie zählt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Group id</source>
        <translation>Gruppenkennung</translation>
    </message>
</context>
<context>
    <name>JsonFacts</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message numerus="yes">
        <source>%n more fact(s); export shows all</source>
        <translation>
            <numerusform>%n weitere Angabe; der Export enthält alles</numerusform>
            <numerusform>%n weitere Angaben; der Export enthält alles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogStateText</name>
    <message>
        <source>a proof is broken</source>
        <translation>ein Beweis ist gebrochen</translation>
    </message>
    <message>
        <source>log not verified yet</source>
        <translation>Protokoll noch nicht verifiziert</translation>
    </message>
    <message>
        <source>log not verified since %1</source>
        <translation>Protokoll nicht verifiziert seit %1</translation>
    </message>
    <message>
        <source>log verified to %1</source>
        <translation>Protokoll verifiziert bis %1</translation>
    </message>
    <message>
        <source>Verified %1</source>
        <translation>Verifiziert: %1</translation>
    </message>
    <message>
        <source>This console cannot remember what it saw of the logs, and would not notice after its next start that they were rewound. %1 (%2)</source>
        <translation>Diese Konsole kann sich nicht merken, was sie von den Protokollen gesehen hat, und würde nach dem nächsten Start nicht bemerken, wenn sie zurückgesetzt wurden. %1 (%2)</translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message>
        <source>Choose a release.</source>
        <translation>Wählen Sie ein Release.</translation>
    </message>
    <message>
        <source>Add a group.</source>
        <translation>Fügen Sie eine Gruppe hinzu.</translation>
    </message>
    <message>
        <source>A rollout has at most 20 groups.</source>
        <translation>Ein Rollout hat höchstens 20 Gruppen.</translation>
    </message>
    <message>
        <source>The group needs a name.</source>
        <translation>Die Gruppe braucht einen Namen.</translation>
    </message>
    <message>
        <source>Another group has this name.</source>
        <translation>Eine andere Gruppe heißt schon so.</translation>
    </message>
    <message>
        <source>Say which devices are in the group.</source>
        <translation>Sagen Sie, welche Geräte in der Gruppe sind.</translation>
    </message>
    <message>
        <source>The shares add up to more than 100%.</source>
        <translation>Die Anteile ergeben mehr als 100 %.</translation>
    </message>
    <message>
        <source>Say how many failures halt it.</source>
        <translation>Sagen Sie, bei wie vielen Fehlern sie anhält.</translation>
    </message>
    <message>
        <source>It starts before the group that precedes it.</source>
        <translation>Sie beginnt vor der Gruppe, die ihr vorangeht.</translation>
    </message>
    <message>
        <source>Its start has passed: it opens as soon as its turn comes.</source>
        <translation>Ihr Beginn ist vorbei: Sie öffnet, sobald sie an der Reihe ist.</translation>
    </message>
    <message>
        <source>One group has everybody: nothing is learned from few devices first.</source>
        <translation>Eine Gruppe hat alle: Man lernt nicht zuerst an wenigen Geräten.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a group; what is the matter with it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>no group yet</source>
        <translation>noch keine Gruppe</translation>
    </message>
    <message numerus="yes">
        <source>%n by hand</source>
        <comment>devices</comment>
        <translation>
            <numerusform>%n von Hand</numerusform>
            <numerusform>%n von Hand</numerusform>
        </translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>a count of devices</comment>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>%1 (devices: %2)</source>
        <comment>who is in a group; how many</comment>
        <translation>%1 (Geräte: %2)</translation>
    </message>
    <message>
        <source>not before %1</source>
        <translation>nicht vor %1</translation>
    </message>
    <message>
        <source>complete at %1</source>
        <translation>fertig bei %1</translation>
    </message>
    <message>
        <source>halts above %1</source>
        <translation>hält über %1</translation>
    </message>
    <message>
        <source>soaks %1</source>
        <translation>reift %1</translation>
    </message>
</context>
<context>
    <name>PolicyFindingText</name>
    <message>
        <source>A name has no mark-up, no invisible characters, and nothing that identifies a person or a phone.</source>
        <translation>Ein Name enthält keine Auszeichnungen, keine unsichtbaren Zeichen und nichts, was eine Person oder ein Telefon identifiziert.</translation>
    </message>
    <message>
        <source>Say what the policy is called, in at most %1 characters and without needless spaces.</source>
        <translation>Geben Sie an, wie die Richtlinie heißt, mit höchstens %1 Zeichen und ohne unnötige Leerzeichen.</translation>
    </message>
    <message>
        <source>The rule obliges to a network path that its conditions rule out.</source>
        <translation>Die Regel verpflichtet zu einem Netzpfad, den ihre Bedingungen ausschließen.</translation>
    </message>
    <message>
        <source>The rule wants something restored, but holds only where nothing is to be restored.</source>
        <translation>Die Regel will etwas wiederhergestellt haben, gilt aber nur, wo nichts wiederherzustellen ist.</translation>
    </message>
    <message>
        <source>A rule that denies obliges nobody to anything.</source>
        <translation>Eine Regel, die verweigert, verpflichtet niemanden zu etwas.</translation>
    </message>
    <message>
        <source>Another rule has this name already.</source>
        <translation>Eine andere Regel heißt schon so.</translation>
    </message>
    <message>
        <source>A rule is named by words of a to z and 0 to 9, joined by -, such as allow-vpn.</source>
        <translation>Eine Regel heißt nach Wörtern aus a bis z und 0 bis 9, verbunden durch -, etwa allow-vpn.</translation>
    </message>
    <message>
        <source>A rule allows or denies.</source>
        <translation>Eine Regel erlaubt oder verweigert.</translation>
    </message>
    <message>
        <source>Policies of another kind decide about this action.</source>
        <translation>Über diese Handlung entscheiden Richtlinien einer anderen Art.</translation>
    </message>
    <message>
        <source>This is not done to such a resource.</source>
        <translation>Das wird mit einer solchen Ressource nicht getan.</translation>
    </message>
    <message>
        <source>The conditions name more than a rule can hold, or the same twice.</source>
        <translation>Die Bedingungen nennen mehr, als eine Regel fassen kann, oder dasselbe zweimal.</translation>
    </message>
    <message>
        <source>what is always in force</source>
        <translation>was immer gilt</translation>
    </message>
    <message>
        <source>the setting of the %1</source>
        <translation>die Einstellung zu %1</translation>
    </message>
    <message>
        <source>%1 of “%2”</source>
        <comment>rule; policy</comment>
        <translation>%1 von „%2“</translation>
    </message>
    <message>
        <source>A policy of this kind does not set this.</source>
        <translation>Eine Richtlinie dieser Art stellt das nicht ein.</translation>
    </message>
    <message>
        <source>The policy is larger than a policy may be: %1 rules and %2 kB at most.</source>
        <translation>Die Richtlinie ist größer, als eine sein darf: höchstens %1 Regeln und %2 kB.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Handlung</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>Obligations</source>
        <translation>Pflichten</translation>
    </message>
    <message>
        <source>%1 never has an effect: whatever it allows is denied.</source>
        <translation>%1 wirkt nie: Was sie erlaubt, wird verweigert.</translation>
    </message>
    <message>
        <source>%1 adds nothing: %2 holds wherever it does.</source>
        <translation>%1 trägt nichts bei: %2 gilt überall, wo sie gilt.</translation>
    </message>
    <message>
        <source>%1 holds for no device that there is.</source>
        <translation>%1 gilt für kein Gerät, das es gibt.</translation>
    </message>
    <message>
        <source>Some devices have “%1” as well: both count, and a denial in one overrides the other.</source>
        <translation>Einige Geräte haben auch „%1“: Beide zählen, und eine Verweigerung in der einen geht der anderen vor.</translation>
    </message>
    <message>
        <source>%1 allows what %2 denies to the same devices: it is denied.</source>
        <translation>%1 erlaubt, was %2 denselben Geräten verweigert: Es wird verweigert.</translation>
    </message>
    <message>
        <source>%1 and %2 can allow at once, and demand different network paths, which nobody can obey.</source>
        <translation>%1 und %2 können zugleich erlauben und verlangen verschiedene Netzpfade, was niemand befolgen kann.</translation>
    </message>
    <message>
        <source>“%1” sets some of the same devices otherwise: the stricter setting holds.</source>
        <translation>„%1“ stellt einige derselben Geräte anders ein: Die strengere Einstellung gilt.</translation>
    </message>
    <message>
        <source>Without effect</source>
        <translation>Ohne Wirkung</translation>
    </message>
    <message>
        <source>Redundant</source>
        <translation>Überflüssig</translation>
    </message>
    <message>
        <source>No device</source>
        <translation>Kein Gerät</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überschneidung</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Widerspruch</translation>
    </message>
</context>
<context>
    <name>PolicySection</name>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>In force on the device</source>
        <translation>Auf dem Gerät in Kraft</translation>
    </message>
    <message>
        <source>Confirmed by the device</source>
        <translation>Vom Gerät bestätigt</translation>
    </message>
</context>
<context>
    <name>PolicySettingText</name>
    <message>
        <source>left to other policies</source>
        <translation>anderen Richtlinien überlassen</translation>
    </message>
    <message>
        <source>required</source>
        <translation>vorgeschrieben</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>restricted</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>freigestellt</translation>
    </message>
    <message>
        <source>prohibited</source>
        <translation>verboten</translation>
    </message>
    <message>
        <source>Privacy mode</source>
        <translation>Privatmodus</translation>
    </message>
    <message>
        <source>Launcher</source>
        <translation>Startbildschirm</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>by rules</source>
        <translation>nach Regeln</translation>
    </message>
</context>
<context>
    <name>PolicyText</name>
    <message>
        <source>%1, %2</source>
        <comment>items of a list</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>the last two items of a list</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>the last two items of a list</comment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>A device may use what is protected (%1)</source>
        <translation>Ein Gerät darf Geschütztes nutzen (%1)</translation>
    </message>
    <message>
        <source>A device may start an App session</source>
        <translation>Ein Gerät darf eine App-Sitzung beginnen</translation>
    </message>
    <message>
        <source>A device may continue an App session</source>
        <translation>Ein Gerät darf eine App-Sitzung fortsetzen</translation>
    </message>
    <message>
        <source>A device may connect to the network</source>
        <translation>Ein Gerät darf sich mit dem Netz verbinden</translation>
    </message>
    <message>
        <source>A device may fetch updates (%1)</source>
        <translation>Ein Gerät darf Aktualisierungen abholen (%1)</translation>
    </message>
    <message>
        <source>A device may install updates (%1)</source>
        <translation>Ein Gerät darf Aktualisierungen einspielen (%1)</translation>
    </message>
    <message>
        <source>An operator may read (%1)</source>
        <translation>Ein Operator darf lesen (%1)</translation>
    </message>
    <message>
        <source>An operator may ask for changes (%1)</source>
        <translation>Ein Operator darf Änderungen beantragen (%1)</translation>
    </message>
    <message>
        <source>An operator may approve changes (%1)</source>
        <translation>Ein Operator darf Änderungen genehmigen (%1)</translation>
    </message>
    <message>
        <source>A device may not use what is protected (%1)</source>
        <translation>Ein Gerät darf Geschütztes nicht nutzen (%1)</translation>
    </message>
    <message>
        <source>A device may not start an App session</source>
        <translation>Ein Gerät darf keine App-Sitzung beginnen</translation>
    </message>
    <message>
        <source>A device may not continue an App session</source>
        <translation>Ein Gerät darf keine App-Sitzung fortsetzen</translation>
    </message>
    <message>
        <source>A device may not connect to the network</source>
        <translation>Ein Gerät darf sich nicht mit dem Netz verbinden</translation>
    </message>
    <message>
        <source>A device may not fetch updates (%1)</source>
        <translation>Ein Gerät darf keine Aktualisierungen abholen (%1)</translation>
    </message>
    <message>
        <source>A device may not install updates (%1)</source>
        <translation>Ein Gerät darf keine Aktualisierungen einspielen (%1)</translation>
    </message>
    <message>
        <source>An operator may not read (%1)</source>
        <translation>Ein Operator darf nicht lesen (%1)</translation>
    </message>
    <message>
        <source>An operator may not ask for changes (%1)</source>
        <translation>Ein Operator darf keine Änderungen beantragen (%1)</translation>
    </message>
    <message>
        <source>An operator may not approve changes (%1)</source>
        <translation>Ein Operator darf keine Änderungen genehmigen (%1)</translation>
    </message>
    <message>
        <source>whoever asks is %1</source>
        <translation>die anfragende Stelle %1 ist</translation>
    </message>
    <message>
        <source>the device is %1</source>
        <translation>das Gerät %1 ist</translation>
    </message>
    <message>
        <source>its system is %1</source>
        <translation>sein System %1 ist</translation>
    </message>
    <message>
        <source>its Trust Security Center is %1</source>
        <translation>sein Trust Security Center %1 ist</translation>
    </message>
    <message>
        <source>its App session is %1</source>
        <translation>seine App-Sitzung %1 ist</translation>
    </message>
    <message>
        <source>the policies that it has confirmed are %1</source>
        <translation>die von ihm bestätigten Richtlinien %1 sind</translation>
    </message>
    <message>
        <source>its integrity is %1</source>
        <translation>seine Integrität %1 ist</translation>
    </message>
    <message>
        <source>its attestation is %1</source>
        <translation>seine Attestierung %1 ist</translation>
    </message>
    <message>
        <source>it comes by %1</source>
        <translation>es über %1 kommt</translation>
    </message>
    <message>
        <source>it is in %1</source>
        <translation>es in %1 ist</translation>
    </message>
    <message>
        <source>it is %1</source>
        <translation>es %1 ist</translation>
    </message>
    <message>
        <source>be attested again</source>
        <translation>neu attestiert werden</translation>
    </message>
    <message>
        <source>use the VPN Network</source>
        <translation>das VPN Network nutzen</translation>
    </message>
    <message>
        <source>use the Proxy Network</source>
        <translation>das Proxy Network nutzen</translation>
    </message>
    <message>
        <source>use the Tor Gateway</source>
        <translation>das Tor Gateway nutzen</translation>
    </message>
    <message>
        <source>get its system Trusted again</source>
        <translation>sein System wieder in den Zustand Vertrauenswürdig bringen</translation>
    </message>
    <message>
        <source>get its Trust Security Center Protected again</source>
        <translation>sein Trust Security Center wieder in den Zustand Geschützt bringen</translation>
    </message>
    <message>
        <source>get its integrity Intact again</source>
        <translation>seine Integrität wieder in den Zustand Unversehrt bringen</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <translation>Unbestätigt</translation>
    </message>
    <message>
        <source>Device trust</source>
        <translation>Gerätevertrauen</translation>
    </message>
    <message>
        <source>App session</source>
        <translation>App-Sitzung</translation>
    </message>
    <message>
        <source>Network path</source>
        <translation>Netzpfad</translation>
    </message>
    <message>
        <source>OTA eligibility</source>
        <translation>OTA-Berechtigung</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Verweigern</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Start session</source>
        <translation>Sitzung beginnen</translation>
    </message>
    <message>
        <source>Continue session</source>
        <translation>Sitzung fortsetzen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Fetch update</source>
        <translation>Aktualisierung abholen</translation>
    </message>
    <message>
        <source>Install update</source>
        <translation>Aktualisierung einspielen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Beantragen</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>Wer anfragt</translation>
    </message>
    <message>
        <source>Device state</source>
        <translation>Gerätezustand</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Trust Security Center</source>
        <translation>Trust Security Center</translation>
    </message>
    <message>
        <source>Confirmed policies</source>
        <translation>Bestätigte Richtlinien</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>VPN Network</source>
        <translation>VPN Network</translation>
    </message>
    <message>
        <source>Proxy Network</source>
        <translation>Proxy Network</translation>
    </message>
    <message>
        <source>Tor Gateway</source>
        <translation>Tor Gateway</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>täglich</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between days</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 %2 to %3 UTC</source>
        <comment>days, times of the day</comment>
        <translation>%1 %2 bis %3 UTC</translation>
    </message>
    <message>
        <source>Attest again</source>
        <translation>Neu attestieren</translation>
    </message>
    <message>
        <source>Use the VPN Network</source>
        <translation>VPN Network nutzen</translation>
    </message>
    <message>
        <source>Use the Proxy Network</source>
        <translation>Proxy Network nutzen</translation>
    </message>
    <message>
        <source>Use the Tor Gateway</source>
        <translation>Tor Gateway nutzen</translation>
    </message>
    <message>
        <source>Restore the system</source>
        <translation>System wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the Trust Security Center</source>
        <translation>Trust Security Center wiederherstellen</translation>
    </message>
    <message>
        <source>Restore integrity</source>
        <translation>Integrität wiederherstellen</translation>
    </message>
    <message>
        <source>none</source>
        <comment>obligations</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between obligations</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>anything</source>
        <translation>egal</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>input: what is accepted</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>%1 if %2</source>
        <comment>may do something; all of the conditions</comment>
        <translation>%1, wenn %2</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>ends a sentence</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1 It must then %2.</source>
        <comment>a sentence; duties</comment>
        <translation>%1 Es muss dann %2.</translation>
    </message>
    <message>
        <source>Where any of this is not known, the rule does not hold.</source>
        <translation>Wo etwas davon nicht bekannt ist, gilt die Regel nicht.</translation>
    </message>
    <message>
        <source>Where any of this is not known, the rule holds as if it were so.</source>
        <translation>Wo etwas davon nicht bekannt ist, gilt die Regel, als wäre es so.</translation>
    </message>
    <message>
        <source>every device</source>
        <translation>jedes Gerät</translation>
    </message>
    <message>
        <source>no device</source>
        <translation>kein Gerät</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between groups</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>action; resource</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>action; network path</comment>
        <translation>%1 über %2</translation>
    </message>
</context>
<context>
    <name>PostureSection</name>
    <message>
        <source>Security Center</source>
        <translation>Security Center</translation>
    </message>
    <message>
        <source>System trust</source>
        <translation>Vertrauen ins System</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>App session</source>
        <translation>App-Sitzung</translation>
    </message>
    <message>
        <source>Last reported</source>
        <translation>Zuletzt gemeldet</translation>
    </message>
    <message>
        <source>Unchanged since</source>
        <translation>Unverändert seit</translation>
    </message>
    <message>
        <source>This device has never reported.</source>
        <translation>Dieses Gerät hat noch nie etwas gemeldet.</translation>
    </message>
    <message>
        <source>Reported by the device</source>
        <translation>Vom Gerät gemeldet</translation>
    </message>
</context>
<context>
    <name>PostureText</name>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Review required</source>
        <translation>Prüfung nötig</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inaktiv</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertrauenswürdig</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>Nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>Intact</source>
        <translation>Unversehrt</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>Verändert</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Integrity of apps</source>
        <translation>Integrität der Apps</translation>
    </message>
    <message>
        <source>Permissions of apps</source>
        <translation>Berechtigungen der Apps</translation>
    </message>
    <message>
        <source>App session</source>
        <translation>App-Sitzung</translation>
    </message>
    <message>
        <source>Start of the system</source>
        <translation>Systemstart</translation>
    </message>
    <message>
        <source>Developer options</source>
        <translation>Entwickleroptionen</translation>
    </message>
    <message>
        <source>Device administration</source>
        <translation>Geräteverwaltung</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>System update</source>
        <translation>Systemaktualisierung</translation>
    </message>
    <message>
        <source>Screen lock</source>
        <translation>Bildschirmsperre</translation>
    </message>
    <message>
        <source>Trust Security Center</source>
        <translation>Trust Security Center</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>Contact the administrator.</source>
        <translation>Wenden Sie sich an die Administration.</translation>
    </message>
    <message>
        <source>Turn off the developer options.</source>
        <translation>Entwickleroptionen ausschalten.</translation>
    </message>
    <message>
        <source>Disconnect from this network.</source>
        <translation>Verbindung zu diesem Netzwerk trennen.</translation>
    </message>
    <message>
        <source>Unplug what is attached by USB.</source>
        <translation>Angeschlossene USB-Geräte trennen.</translation>
    </message>
    <message>
        <source>Turn on encryption.</source>
        <translation>Verschlüsselung einschalten.</translation>
    </message>
    <message>
        <source>Install the update.</source>
        <translation>Aktualisierung installieren.</translation>
    </message>
    <message>
        <source>Remove the app.</source>
        <translation>App entfernen.</translation>
    </message>
    <message>
        <source>Restart the device.</source>
        <translation>Gerät neu starten.</translation>
    </message>
    <message>
        <source>Review the permissions of apps.</source>
        <translation>Berechtigungen der Apps prüfen.</translation>
    </message>
    <message>
        <source>Set a screen lock.</source>
        <translation>Bildschirmsperre einrichten.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Erneut anmelden.</translation>
    </message>
    <message>
        <source>Turn on the Trust Security Center.</source>
        <translation>Trust Security Center einschalten.</translation>
    </message>
</context>
<context>
    <name>ProblemText</name>
    <message>
        <source>The answer cannot be read</source>
        <translation>Die Antwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>Something between this console and the control plane damaged the data. Try again; if it stays so, tell the operator of the control plane.</source>
        <translation>Auf dem Weg zwischen dieser Konsole und der Steuerungsebene wurden Daten beschädigt. Versuchen Sie es erneut; bleibt es so, informieren Sie den Betreiber der Steuerungsebene.</translation>
    </message>
    <message>
        <source>A value is not allowed</source>
        <translation>Ein Wert ist nicht erlaubt</translation>
    </message>
    <message>
        <source>Correct the marked value and try again.</source>
        <translation>Berichtigen Sie den markierten Wert und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>This text cannot be signed</source>
        <translation>Dieser Text kann nicht unterschrieben werden</translation>
    </message>
    <message>
        <source>Remove mark-up, line breaks and invisible or direction-changing characters.</source>
        <translation>Entfernen Sie Auszeichnungen, Zeilenumbrüche und unsichtbare oder richtungsändernde Zeichen.</translation>
    </message>
    <message>
        <source>This looks like a direct identifier</source>
        <translation>Das sieht nach einem direkten Kennzeichen aus</translation>
    </message>
    <message>
        <source>Texts in the log never hold numbers, addresses or names that point at a person or a phone. Describe it in other words.</source>
        <translation>Texte im Protokoll enthalten nie Nummern, Adressen oder Namen, die auf eine Person oder ein Telefon verweisen. Beschreiben Sie es mit anderen Worten.</translation>
    </message>
    <message>
        <source>This is not a device handle</source>
        <translation>Das ist kein Gerätekürzel</translation>
    </message>
    <message>
        <source>Check the handle: its checksum does not fit, so a character is wrong or missing.</source>
        <translation>Prüfen Sie das Kürzel: Seine Prüfsumme passt nicht, also ist ein Zeichen falsch oder fehlt.</translation>
    </message>
    <message>
        <source>This key cannot be used</source>
        <translation>Dieser Schlüssel ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Use a P-256 operator key.</source>
        <translation>Verwenden Sie einen P-256-Operatorschlüssel.</translation>
    </message>
    <message>
        <source>This certificate cannot be read</source>
        <translation>Dieses Zertifikat ist nicht lesbar</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>A newer version is needed</source>
        <translation>Eine neuere Version ist nötig</translation>
    </message>
    <message>
        <source>This was written by a newer version. Update this console.</source>
        <translation>Das wurde von einer neueren Version geschrieben. Aktualisieren Sie diese Konsole.</translation>
    </message>
    <message>
        <source>This is too large</source>
        <translation>Das ist zu groß</translation>
    </message>
    <message>
        <source>Choose fewer devices or a smaller file.</source>
        <translation>Wählen Sie weniger Geräte oder eine kleinere Datei.</translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>It may have been removed, or you may not know of it.</source>
        <translation>Es wurde vielleicht entfernt, oder es ist nicht für Sie bestimmt.</translation>
    </message>
    <message>
        <source>The control plane did not answer in time</source>
        <translation>Die Steuerungsebene hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>Nothing is lost. Try again.</source>
        <translation>Nichts ist verloren. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>It has changed meanwhile</source>
        <translation>Es hat sich inzwischen geändert</translation>
    </message>
    <message>
        <source>Look at it again before you go on.</source>
        <translation>Sehen Sie es sich noch einmal an, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>A signature does not verify</source>
        <translation>Eine Unterschrift ist nicht gültig</translation>
    </message>
    <message>
        <source>What arrived was not signed as it claims. Do not act on it, and tell a security reviewer.</source>
        <translation>Was ankam, wurde nicht so unterschrieben, wie es angibt. Handeln Sie nicht danach und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>A signature is by an unknown key</source>
        <translation>Eine Unterschrift stammt von einem unbekannten Schlüssel</translation>
    </message>
    <message>
        <source>The directory of this deployment does not hold the key. Do not act on it, and tell a security reviewer.</source>
        <translation>Das Verzeichnis dieser Installation enthält den Schlüssel nicht. Handeln Sie nicht danach und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>A key is not valid</source>
        <translation>Ein Schlüssel ist nicht gültig</translation>
    </message>
    <message>
        <source>The key was revoked, or was not yet added when it signed.</source>
        <translation>Der Schlüssel war widerrufen oder noch nicht hinzugefügt, als mit ihm unterschrieben wurde.</translation>
    </message>
    <message>
        <source>This belongs to another deployment</source>
        <translation>Das gehört zu einer anderen Installation</translation>
    </message>
    <message>
        <source>Check which deployment you are connected to.</source>
        <translation>Prüfen Sie, mit welcher Installation Sie verbunden sind.</translation>
    </message>
    <message>
        <source>The log never had this position</source>
        <translation>Das Protokoll hatte diesen Stand nie</translation>
    </message>
    <message>
        <source>What was signed rests on a history that this log does not have. Do not act on it, and tell a security reviewer.</source>
        <translation>Was unterschrieben wurde, beruht auf einer Vorgeschichte, die dieses Protokoll nicht hat. Handeln Sie nicht danach und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The log does not hold this entry</source>
        <translation>Das Protokoll enthält diesen Eintrag nicht</translation>
    </message>
    <message>
        <source>The proof does not verify. Do not act on it, and tell a security reviewer.</source>
        <translation>Der Beweis ist nicht gültig. Handeln Sie nicht danach und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The log contradicts itself</source>
        <translation>Das Protokoll widerspricht sich selbst</translation>
    </message>
    <message>
        <source>The proof does not verify. Save the evidence and tell a security reviewer.</source>
        <translation>Der Beweis ist nicht gültig. Sichern Sie die Nachweise und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The log holds something else</source>
        <translation>Das Protokoll enthält etwas anderes</translation>
    </message>
    <message>
        <source>What was shown is not what the log committed to. Do not act on it, and tell a security reviewer.</source>
        <translation>Was gezeigt wurde, ist nicht das, worauf sich das Protokoll festgelegt hat. Handeln Sie nicht danach und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>A text is not the one that was signed</source>
        <translation>Ein Text ist nicht der unterschriebene</translation>
    </message>
    <message>
        <source>Do not act on it, and tell a security reviewer.</source>
        <translation>Handeln Sie nicht danach und informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The evidence is incomplete</source>
        <translation>Die Nachweise sind unvollständig</translation>
    </message>
    <message>
        <source>It leaves out something that it must hold. Ask for a complete bundle.</source>
        <translation>Es fehlt etwas, das enthalten sein muss. Fordern Sie ein vollständiges Bündel an.</translation>
    </message>
    <message>
        <source>The log is shorter than this console has seen</source>
        <translation>Das Protokoll ist kürzer, als diese Konsole es kennt</translation>
    </message>
    <message>
        <source>Entries were taken away, or an older copy was restored. Save the evidence and tell every operator by another way.</source>
        <translation>Einträge wurden entfernt, oder eine ältere Kopie wurde eingespielt. Sichern Sie die Nachweise und informieren Sie jeden Operator auf einem anderen Weg.</translation>
    </message>
    <message>
        <source>The log contradicts what this console has seen</source>
        <translation>Das Protokoll widerspricht dem, was diese Konsole gesehen hat</translation>
    </message>
    <message>
        <source>Two histories exist. Save the evidence and tell every operator by another way.</source>
        <translation>Es gibt zwei Verläufe. Sichern Sie die Nachweise und informieren Sie jeden Operator auf einem anderen Weg.</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>Sie sind nicht angemeldet</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>The request was not accepted</source>
        <translation>Die Anfrage wurde nicht angenommen</translation>
    </message>
    <message>
        <source>Check the clock of this machine, then sign in again.</source>
        <translation>Prüfen Sie die Uhr dieses Rechners und melden Sie sich dann erneut an.</translation>
    </message>
    <message>
        <source>It had arrived before. Try again.</source>
        <translation>Sie war schon einmal eingetroffen. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Signing in did not work</source>
        <translation>Die Anmeldung hat nicht geklappt</translation>
    </message>
    <message>
        <source>The same sign-in had arrived before. Try again.</source>
        <translation>Dieselbe Anmeldung war schon einmal eingetroffen. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Check the clock of this machine, then try again.</source>
        <translation>Prüfen Sie die Uhr dieses Rechners und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Your PIN is needed</source>
        <translation>Ihre PIN wird gebraucht</translation>
    </message>
    <message>
        <source>Enter your PIN to go on.</source>
        <translation>Geben Sie Ihre PIN ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>The PIN was given for something else</source>
        <translation>Die PIN wurde für etwas anderes eingegeben</translation>
    </message>
    <message>
        <source>Start again from what you want to sign. If you did nothing unusual, tell a security reviewer.</source>
        <translation>Beginnen Sie noch einmal bei dem, was Sie unterschreiben wollen. Haben Sie nichts Ungewöhnliches getan, informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The PIN entry is no longer valid</source>
        <translation>Die PIN-Eingabe gilt nicht mehr</translation>
    </message>
    <message>
        <source>Enter your PIN again.</source>
        <translation>Geben Sie Ihre PIN erneut ein.</translation>
    </message>
    <message>
        <source>The PIN was wrong</source>
        <translation>Die PIN war falsch</translation>
    </message>
    <message>
        <source>Enter it again.</source>
        <translation>Geben Sie sie erneut ein.</translation>
    </message>
    <message>
        <source>The PIN is locked</source>
        <translation>Die PIN ist gesperrt</translation>
    </message>
    <message>
        <source>Your session has ended</source>
        <translation>Ihre Sitzung ist beendet</translation>
    </message>
    <message>
        <source>Sign in again. Nothing that was signed is lost.</source>
        <translation>Melden Sie sich erneut an. Nichts Unterschriebenes ist verloren.</translation>
    </message>
    <message>
        <source>You may not do this</source>
        <translation>Sie dürfen das nicht</translation>
    </message>
    <message>
        <source>Your roles do not allow it.</source>
        <translation>Ihre Rollen erlauben es nicht.</translation>
    </message>
    <message>
        <source>This operator is not known</source>
        <translation>Dieser Operator ist nicht bekannt</translation>
    </message>
    <message>
        <source>Check which deployment this key belongs to.</source>
        <translation>Prüfen Sie, zu welcher Installation dieser Schlüssel gehört.</translation>
    </message>
    <message>
        <source>The device is refused</source>
        <translation>Das Gerät wird zurückgewiesen</translation>
    </message>
    <message>
        <source>It is not in a state in which it may do this.</source>
        <translation>Es ist in keinem Zustand, in dem es das darf.</translation>
    </message>
    <message>
        <source>The certificate is refused</source>
        <translation>Das Zertifikat wird zurückgewiesen</translation>
    </message>
    <message>
        <source>This act is not known here</source>
        <translation>Dieser Vorgang ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>The control plane or this console is older than the other. Update it.</source>
        <translation>Die Steuerungsebene oder diese Konsole ist älter als die andere. Aktualisieren Sie sie.</translation>
    </message>
    <message>
        <source>Too few people would sign</source>
        <translation>Es würden zu wenige Personen unterschreiben</translation>
    </message>
    <message>
        <source>The rule asks for less than the least that this kind of act needs.</source>
        <translation>Die Regel verlangt weniger als das Mindeste, das ein solcher Vorgang braucht.</translation>
    </message>
    <message>
        <source>Not enough people have signed</source>
        <translation>Es haben noch nicht genug Personen unterschrieben</translation>
    </message>
    <message>
        <source>Wait for the others.</source>
        <translation>Warten Sie auf die anderen.</translation>
    </message>
    <message>
        <source>You asked for this yourself</source>
        <translation>Sie haben das selbst beantragt</translation>
    </message>
    <message>
        <source>Another person has to approve it.</source>
        <translation>Eine andere Person muss es genehmigen.</translation>
    </message>
    <message>
        <source>It was asked for on this console</source>
        <translation>Es wurde auf dieser Konsole beantragt</translation>
    </message>
    <message>
        <source>An approval has to come from another console installation.</source>
        <translation>Eine Genehmigung muss von einer anderen Konsole kommen.</translation>
    </message>
    <message>
        <source>Your role is not the one that is asked for</source>
        <translation>Ihre Rolle ist nicht die verlangte</translation>
    </message>
    <message>
        <source>Someone with the role named in the review has to sign.</source>
        <translation>Jemand mit der in der Prüfung genannten Rolle muss unterschreiben.</translation>
    </message>
    <message>
        <source>You have signed this already</source>
        <translation>Sie haben das bereits unterschrieben</translation>
    </message>
    <message>
        <source>Someone else has to sign now.</source>
        <translation>Jetzt muss jemand anderes unterschreiben.</translation>
    </message>
    <message>
        <source>This was received before</source>
        <translation>Das ist schon einmal eingegangen</translation>
    </message>
    <message>
        <source>Nothing was done twice.</source>
        <translation>Nichts wurde doppelt ausgeführt.</translation>
    </message>
    <message>
        <source>This change is closed</source>
        <translation>Diese Änderung ist abgeschlossen</translation>
    </message>
    <message>
        <source>It takes no more signatures.</source>
        <translation>Sie nimmt keine Unterschriften mehr an.</translation>
    </message>
    <message>
        <source>This change has expired</source>
        <translation>Diese Änderung ist abgelaufen</translation>
    </message>
    <message>
        <source>Ask for it again if it is still needed.</source>
        <translation>Beantragen Sie sie erneut, falls sie noch gebraucht wird.</translation>
    </message>
    <message>
        <source>A time is out of range</source>
        <translation>Eine Zeitangabe ist außerhalb des Erlaubten</translation>
    </message>
    <message>
        <source>A device is not in the right state</source>
        <translation>Ein Gerät ist nicht im richtigen Zustand</translation>
    </message>
    <message>
        <source>Look at the devices again: one of them has changed, or this act is not allowed for it.</source>
        <translation>Sehen Sie sich die Geräte noch einmal an: Eines hat sich geändert, oder der Vorgang ist für dieses Gerät nicht erlaubt.</translation>
    </message>
    <message>
        <source>The devices are not the ones that were signed</source>
        <translation>Es sind nicht die Geräte, für die unterschrieben wurde</translation>
    </message>
    <message>
        <source>Too much has changed since</source>
        <translation>Seitdem hat sich zu viel geändert</translation>
    </message>
    <message>
        <source>Ask for it again with the devices as they are now.</source>
        <translation>Beantragen Sie es erneut mit den Geräten, wie sie jetzt sind.</translation>
    </message>
    <message>
        <source>Too few people would remain</source>
        <translation>Es würden zu wenige Personen übrig bleiben</translation>
    </message>
    <message>
        <source>After this change nobody could satisfy the rules any more. Admit another person first.</source>
        <translation>Nach dieser Änderung könnte niemand mehr die Regeln erfüllen. Nehmen Sie zuerst eine weitere Person auf.</translation>
    </message>
    <message>
        <source>These roles may not be held by one person</source>
        <translation>Diese Rollen darf nicht eine Person allein haben</translation>
    </message>
    <message>
        <source>Choose other roles.</source>
        <translation>Wählen Sie andere Rollen.</translation>
    </message>
    <message>
        <source>It exists already</source>
        <translation>Es ist schon vorhanden</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>This change removes your own key</source>
        <translation>Diese Änderung entfernt Ihren eigenen Schlüssel</translation>
    </message>
    <message>
        <source>Somebody else has to decide about it.</source>
        <translation>Jemand anderes muss darüber entscheiden.</translation>
    </message>
    <message>
        <source>The attestation was rejected</source>
        <translation>Die Attestierung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The device could not prove what it is.</source>
        <translation>Das Gerät konnte nicht beweisen, was es ist.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>Warten Sie einen Moment und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The log could not be written</source>
        <translation>Das Protokoll konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Nothing was done. Try again; if it stays so, tell the operator of the control plane.</source>
        <translation>Nichts wurde ausgeführt. Versuchen Sie es erneut; bleibt es so, informieren Sie den Betreiber der Steuerungsebene.</translation>
    </message>
    <message>
        <source>The control plane is not available</source>
        <translation>Die Steuerungsebene ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Nothing is lost. Try again in a moment.</source>
        <translation>Nichts ist verloren. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Something failed in the control plane</source>
        <translation>In der Steuerungsebene ist etwas fehlgeschlagen</translation>
    </message>
    <message>
        <source>Nothing is known to be lost. Try again; if it stays so, tell the operator of the control plane.</source>
        <translation>Soweit bekannt, ist nichts verloren. Versuchen Sie es erneut; bleibt es so, informieren Sie den Betreiber der Steuerungsebene.</translation>
    </message>
    <message>
        <source>The file cannot be used</source>
        <translation>Die Datei ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Check that it exists and that you may read and write it.</source>
        <translation>Prüfen Sie, ob es sie gibt und ob Sie sie lesen und schreiben dürfen.</translation>
    </message>
    <message>
        <source>The passphrase was wrong</source>
        <translation>Die Passphrase war falsch</translation>
    </message>
    <message>
        <source>The hardware token cannot be used</source>
        <translation>Das Hardware-Token ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Check that it is plugged in.</source>
        <translation>Prüfen Sie, ob es eingesteckt ist.</translation>
    </message>
    <message>
        <source>No keychain is running</source>
        <translation>Kein Schlüsselbund verfügbar</translation>
    </message>
    <message>
        <source>The key is kept in an encrypted file instead.</source>
        <translation>Der Schlüssel wird stattdessen in einer verschlüsselten Datei aufbewahrt.</translation>
    </message>
    <message>
        <source>This is not the server of your deployment</source>
        <translation>Das ist nicht der Server Ihrer Installation</translation>
    </message>
    <message>
        <source>It presented another key, and nothing was sent to it. If the server was not moved, someone may be in between: tell a security reviewer.</source>
        <translation>Er hat einen anderen Schlüssel vorgelegt, und nichts wurde an ihn gesendet. Wurde der Server nicht umgezogen, ist vielleicht jemand dazwischen: Informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The control plane cannot be reached</source>
        <translation>Die Steuerungsebene ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Check the network. Nothing is lost.</source>
        <translation>Prüfen Sie das Netzwerk. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Nothing was done</source>
        <translation>Nichts wurde ausgeführt</translation>
    </message>
    <message>
        <source>You cancelled.</source>
        <translation>Sie haben abgebrochen.</translation>
    </message>
    <message>
        <source>What arrived is not as it must be</source>
        <translation>Was ankam, ist nicht so, wie es sein muss</translation>
    </message>
    <message>
        <source>The token holds another key</source>
        <translation>Das Token enthält einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>It is not the key that this console knows of you. Nothing was signed with it. Check that it is your token; if it is, tell a security reviewer.</source>
        <translation>Es ist nicht der Schlüssel, den diese Konsole von Ihnen kennt. Nichts wurde damit unterschrieben. Prüfen Sie, ob es Ihr Token ist; wenn ja, informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The control plane answered something else</source>
        <translation>Die Steuerungsebene hat etwas anderes geantwortet</translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell the operator of the control plane.</source>
        <translation>Versuchen Sie es erneut; bleibt es so, informieren Sie den Betreiber der Steuerungsebene.</translation>
    </message>
    <message>
        <source>This console holds the key of another operator</source>
        <translation>Diese Konsole hat den Schlüssel eines anderen Operators</translation>
    </message>
    <message>
        <source>Outside samples a console holds one operator, since signatures from one console never make a quorum. Add this key on a console of its own.</source>
        <translation>Außer in Musterinstallationen hat eine Konsole einen Operator, denn Unterschriften von einer Konsole ergeben nie ein Quorum. Fügen Sie diesen Schlüssel auf einer eigenen Konsole hinzu.</translation>
    </message>
    <message>
        <source>The control plane&apos;s disk is full</source>
        <translation>Der Datenträger der Steuerungsebene ist voll</translation>
    </message>
    <message>
        <source>Nothing was done. Suspending, restricting and revoking your own key still work. Tell the operator of the control plane.</source>
        <translation>Nichts wurde ausgeführt. Aussetzen, Einschränken und der Widerruf des eigenen Schlüssels gehen weiterhin. Informieren Sie den Betreiber der Steuerungsebene.</translation>
    </message>
    <message>
        <source>There were too many wrong attempts. Ask for another key of yours to be added. Once two others have approved it, sign in with that key and set a new PIN.</source>
        <translation>Es gab zu viele falsche Versuche. Bitten Sie darum, dass ein weiterer Schlüssel von Ihnen hinzugefügt wird. Haben zwei andere das genehmigt, melden Sie sich mit diesem Schlüssel an und setzen eine neue PIN.</translation>
    </message>
    <message>
        <source>Too few witnesses have co-signed</source>
        <translation>Zu wenige Zeugen haben gegengezeichnet</translation>
    </message>
    <message>
        <source>A device obeys this only once the witnesses that the founding asks for have co-signed the logs. Look after the witnesses.</source>
        <translation>Ein Gerät befolgt dies erst, wenn die Zeugen, die die Gründung verlangt, die Protokolle gegengezeichnet haben. Sehen Sie nach den Zeugen.</translation>
    </message>
    <message>
        <source>The witnesses&apos; co-signatures are too old</source>
        <translation>Die Gegenzeichnungen der Zeugen sind zu alt</translation>
    </message>
    <message>
        <source>A device obeys this only while the witnesses keep co-signing the logs. Look after the witnesses, and after the clock of the device.</source>
        <translation>Ein Gerät befolgt dies nur, solange die Zeugen die Protokolle weiter gegenzeichnen. Sehen Sie nach den Zeugen und nach der Uhr des Geräts.</translation>
    </message>
    <message>
        <source>This is for another device</source>
        <translation>Dies ist für ein anderes Gerät</translation>
    </message>
    <message>
        <source>The device was sent what is not meant for it, and did nothing. Tell a security reviewer.</source>
        <translation>Dem Gerät wurde geschickt, was nicht für es bestimmt ist, und es hat nichts getan. Informieren Sie einen Sicherheitsprüfer.</translation>
    </message>
    <message>
        <source>The device has obeyed a later command</source>
        <translation>Das Gerät hat einen späteren Befehl befolgt</translation>
    </message>
    <message>
        <source>What was executed before that is not done any more. Ask for a new change if it is still needed.</source>
        <translation>Was davor ausgeführt wurde, wird nicht mehr getan. Beantragen Sie eine neue Änderung, falls sie noch gebraucht wird.</translation>
    </message>
    <message>
        <source>The enrolment is refused</source>
        <translation>Die Anmeldung wird abgewiesen</translation>
    </message>
    <message>
        <source>Make a new enrolment token for the device.</source>
        <translation>Stellen Sie für das Gerät ein neues Ticket aus.</translation>
    </message>
    <message>
        <source>The device has not acknowledged yet</source>
        <translation>Das Gerät hat noch nicht bestätigt</translation>
    </message>
    <message>
        <source>There is a record once the device has said that it obeyed.</source>
        <translation>Einen Nachweis gibt es, sobald das Gerät gesagt hat, dass es gefolgt ist.</translation>
    </message>
</context>
<context>
    <name>ProfileWordsProxy</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
</context>
<context>
    <name>ReleaseStageText</name>
    <message>
        <source>Build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>Signierung</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Controlled rollout</source>
        <translation>Kontrollierter Rollout</translation>
    </message>
    <message>
        <source>Stable</source>
        <translation>Stabil</translation>
    </message>
    <message>
        <source>Installation</source>
        <translation>Installation</translation>
    </message>
    <message>
        <source>A release manager begins to import it.</source>
        <translation>Eine Release-Verantwortliche beginnt, es zu importieren.</translation>
    </message>
    <message>
        <source>Every byte has to arrive, and the whole to have the digest that was announced.</source>
        <translation>Jedes Byte muss ankommen und das Ganze den angekündigten Hashwert haben.</translation>
    </message>
    <message>
        <source>A change has to be approved, and the manifest authority to sign what it is and for whom.</source>
        <translation>Eine Änderung muss genehmigt werden und die Manifest-Stelle signieren, was es ist und für wen.</translation>
    </message>
    <message>
        <source>Another change has to be approved, and the production authority to sign the bytes.</source>
        <translation>Eine weitere Änderung muss genehmigt werden und die Produktionsstelle die Bytes signieren.</translation>
    </message>
    <message>
        <source>It has to be published in the repository.</source>
        <translation>Es muss im Repository veröffentlicht werden.</translation>
    </message>
    <message>
        <source>An approved change has to start a rollout to devices that try it.</source>
        <translation>Eine genehmigte Änderung muss einen Rollout für Geräte beginnen, die es erproben.</translation>
    </message>
    <message>
        <source>An approved change has to start a limited rollout.</source>
        <translation>Eine genehmigte Änderung muss einen begrenzten Rollout beginnen.</translation>
    </message>
    <message>
        <source>An approved change has to start a rollout to the fleet.</source>
        <translation>Eine genehmigte Änderung muss einen Rollout für die Flotte beginnen.</translation>
    </message>
    <message>
        <source>A device has to confirm that it runs it.</source>
        <translation>Ein Gerät muss bestätigen, dass es damit läuft.</translation>
    </message>
    <message>
        <source>Manifest authority</source>
        <translation>Manifest-Stelle</translation>
    </message>
    <message>
        <source>Production authority</source>
        <translation>Produktionsstelle</translation>
    </message>
    <message>
        <source>Signed by both</source>
        <translation>Von beiden signiert</translation>
    </message>
    <message>
        <source>Bytes missing</source>
        <translation>Bytes fehlen</translation>
    </message>
    <message>
        <source>Unsigned</source>
        <translation>Unsigniert</translation>
    </message>
    <message>
        <source>Manifest only</source>
        <translation>Nur Manifest</translation>
    </message>
</context>
<context>
    <name>ReleaseText</name>
    <message numerus="yes">
        <source>%n device(s) of a group</source>
        <translation>
            <numerusform>%n Gerät einer Gruppe</numerusform>
            <numerusform>%n Geräte einer Gruppe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) picked by hand</source>
        <translation>
            <numerusform>%n Gerät von Hand gewählt</numerusform>
            <numerusform>%n Geräte von Hand gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>more than %1 failures or %2</source>
        <translation>mehr als %1 Fehlern oder %2</translation>
    </message>
    <message numerus="yes">
        <source>more than %n failure(s)</source>
        <translation>
            <numerusform>mehr als %n Fehler</numerusform>
            <numerusform>mehr als %n Fehlern</numerusform>
        </translation>
    </message>
    <message>
        <source>more than %1 failures</source>
        <translation>mehr als %1 Fehlern</translation>
    </message>
    <message>
        <source>none</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>%1, from %2; goes on at %3 confirmed, halts at %4; soaks %5</source>
        <translation>%1, ab %2; weiter bei %3 bestätigt, hält bei %4; reift: %5</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Begrenzt</translation>
    </message>
    <message>
        <source>Stable</source>
        <translation>Stabil</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Security patch level</source>
        <translation>Sicherheitspatch-Stand</translation>
    </message>
    <message>
        <source>Rollback index</source>
        <translation>Rollback-Index</translation>
    </message>
    <message>
        <source>For builds</source>
        <translation>Für Builds</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Release id</source>
        <translation>Release-Kennung</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Silent devices</source>
        <translation>Stille Geräte</translation>
    </message>
    <message>
        <source>count as failed after %1</source>
        <translation>gelten nach %1 als gescheitert</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Download rate</source>
        <translation>Downloadrate</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>Rollout id</source>
        <translation>Rollout-Kennung</translation>
    </message>
    <message>
        <source>Where it stood</source>
        <translation>Wo er stand</translation>
    </message>
    <message>
        <source>Manifest key</source>
        <translation>Manifest-Schlüssel</translation>
    </message>
    <message>
        <source>Production key</source>
        <translation>Produktionsschlüssel</translation>
    </message>
    <message>
        <source>Root of the repository</source>
        <translation>Wurzel des Repositorys</translation>
    </message>
</context>
<context>
    <name>ResolutionText</name>
    <message>
        <source>Consoles</source>
        <translation>Konsolen</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netzwerk</translation>
    </message>
    <message>
        <source>Intelligence</source>
        <translation>Die Bedrohungsanalyse</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>nothing yet; the fleet is being searched</source>
        <translation>noch nichts; die Flotte wird durchsucht</translation>
    </message>
    <message>
        <source>no device had this handle on that day</source>
        <translation>kein Gerät hatte an diesem Tag dieses Handle</translation>
    </message>
    <message>
        <source>Who knew it so</source>
        <translation>Wer es so kannte</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <source>Who learns it</source>
        <translation>Wer es erfährt</translation>
    </message>
    <message>
        <source>whoever asked, whoever signs or may sign this, and every security reviewer; each later reading is logged</source>
        <translation>wer gefragt hat, wer dies unterschreibt oder unterschreiben darf, und jeder Sicherheitsprüfer; jedes spätere Lesen wird protokolliert</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>proven, at entry %1</source>
        <translation>bewiesen, bei Eintrag %1</translation>
    </message>
    <message>
        <source>as served</source>
        <translation>wie angegeben</translation>
    </message>
</context>
<context>
    <name>ResultWordsProxy</name>
    <message>
        <source>It had left the states that were signed.</source>
        <translation>Es hatte die unterschriebenen Zustände verlassen.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Refused for</source>
        <translation>Abgelehnt, weil</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
</context>
<context>
    <name>RolloutLanes</name>
    <message>
        <source>%1 left</source>
        <comment>a span of time</comment>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>not before %1</source>
        <translation>nicht vor %1</translation>
    </message>
    <message>
        <source>after the one before</source>
        <translation>nach der davor</translation>
    </message>
    <message>
        <source>%1 of %2 confirmed</source>
        <comment>counts of devices</comment>
        <translation>%1 von %2 bestätigt</translation>
    </message>
    <message>
        <source> · %1 under way</source>
        <comment>a count of devices</comment>
        <translation> · %1 unterwegs</translation>
    </message>
    <message>
        <source>complete at %1</source>
        <translation>fertig bei %1</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>a count of devices</comment>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>halts above %1</source>
        <translation>hält über %1</translation>
    </message>
    <message>
        <source> · %1 accepted</source>
        <comment>a count of failed devices</comment>
        <translation> · %1 hingenommen</translation>
    </message>
    <message>
        <source>%1 not eligible</source>
        <comment>a count of devices</comment>
        <translation>%1 nicht berechtigt</translation>
    </message>
</context>
<context>
    <name>RolloutText</name>
    <message>
        <source>For devices that try what others get later.</source>
        <translation>Für Geräte, die erproben, was andere später bekommen.</translation>
    </message>
    <message>
        <source>For some devices, to see how it goes before it is for everybody.</source>
        <translation>Für einige Geräte, um zu sehen, wie es geht, ehe es für alle ist.</translation>
    </message>
    <message>
        <source>For the fleet, group by group.</source>
        <translation>Für die Flotte, Gruppe für Gruppe.</translation>
    </message>
    <message>
        <source>Mends a hole: groups do not soak. It is approved by others all the same.</source>
        <translation>Schließt eine Lücke: Gruppen reifen nicht. Genehmigt wird es trotzdem von anderen.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Halted</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Soaking</source>
        <translation>Reift</translation>
    </message>
    <message>
        <source>Download broke off</source>
        <translation>Download abgebrochen</translation>
    </message>
    <message>
        <source>No space left</source>
        <translation>Kein Platz mehr</translation>
    </message>
    <message>
        <source>Not enough power</source>
        <translation>Zu wenig Strom</translation>
    </message>
    <message>
        <source>Verification failed</source>
        <translation>Prüfung gescheitert</translation>
    </message>
    <message>
        <source>Installation failed</source>
        <translation>Installation gescheitert</translation>
    </message>
    <message>
        <source>Did not start</source>
        <translation>Startete nicht</translation>
    </message>
    <message>
        <source>Evidence refused</source>
        <translation>Nachweis abgelehnt</translation>
    </message>
    <message>
        <source>Not heard of</source>
        <translation>Nichts gehört</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Etwas anderes</translation>
    </message>
    <message>
        <source>Somebody halted it.</source>
        <translation>Jemand hat ihn angehalten.</translation>
    </message>
    <message>
        <source>More devices of a group failed than its plan bears.</source>
        <translation>In einer Gruppe sind mehr Geräte gescheitert, als ihr Plan erträgt.</translation>
    </message>
    <message>
        <source>A larger share of a group failed than its plan bears.</source>
        <translation>In einer Gruppe ist ein größerer Anteil gescheitert, als ihr Plan erträgt.</translation>
    </message>
    <message>
        <source>Every device of a group has ended, and too few confirmed.</source>
        <translation>Alle Geräte einer Gruppe sind am Ende, und zu wenige haben bestätigt.</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Devices written down</source>
        <translation>Geräte festgeschrieben</translation>
    </message>
    <message>
        <source>%1 opened</source>
        <comment>a group</comment>
        <translation>%1 geöffnet</translation>
    </message>
    <message>
        <source>%1 soaks</source>
        <comment>a group</comment>
        <translation>%1 reift</translation>
    </message>
    <message>
        <source>%1 completed</source>
        <comment>a group</comment>
        <translation>%1 abgeschlossen</translation>
    </message>
    <message>
        <source>Halted by %1</source>
        <comment>a group</comment>
        <translation>Angehalten durch %1</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Fortgesetzt</translation>
    </message>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>a share of devices, or a count</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>%1 to %2 UTC</source>
        <translation>%1 bis %2 UTC</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>jederzeit</translation>
    </message>
</context>
<context>
    <name>StateText</name>
    <message>
        <source>Pending enrollment</source>
        <translation>Registrierung ausstehend</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertrauenswürdig</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Ausgesetzt</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Ausgemustert</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Genehmigt</translation>
    </message>
    <message>
        <source>Executing</source>
        <translation>Wird ausgeführt</translation>
    </message>
    <message>
        <source>Executed</source>
        <translation>Ausgeführt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>Skipped in part</source>
        <translation>Teilweise übersprungen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Not evaluated</source>
        <translation>Nicht bewertet</translation>
    </message>
    <message>
        <source>Invalid trust chain</source>
        <translation>Ungültige Vertrauenskette</translation>
    </message>
    <message>
        <source>Unsupported device</source>
        <translation>Nicht unterstütztes Gerät</translation>
    </message>
    <message>
        <source>Ineligible build</source>
        <translation>Nicht zugelassener Build</translation>
    </message>
    <message>
        <source>Stale attestation</source>
        <translation>Veraltete Attestierung</translation>
    </message>
    <message>
        <source>Replay attempt</source>
        <translation>Wiederholungsversuch</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>Nicht zugelassen</translation>
    </message>
    <message>
        <source>App access</source>
        <translation>App-Zugriff</translation>
    </message>
    <message>
        <source>Device lifecycle</source>
        <translation>Lebenszyklus von Geräten</translation>
    </message>
    <message>
        <source>Posture change</source>
        <translation>Änderung der Sicherheitslage</translation>
    </message>
    <message>
        <source>Administrative change</source>
        <translation>Administrative Änderung</translation>
    </message>
    <message>
        <source>Network outcome</source>
        <translation>Netzwerkergebnis</translation>
    </message>
    <message>
        <source>OTA outcome</source>
        <translation>OTA-Ergebnis</translation>
    </message>
    <message>
        <source>Signing event</source>
        <translation>Signaturereignis</translation>
    </message>
    <message>
        <source>Intelligence outcome</source>
        <translation>Ergebnis der Bedrohungsanalyse</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>App session</source>
        <translation>App-Sitzung</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Device group</source>
        <translation>Gerätegruppe</translation>
    </message>
    <message>
        <source>Enforcement point</source>
        <translation>Durchsetzungspunkt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Network path</source>
        <translation>Netzwerkpfad</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>approver</source>
        <translation>Genehmiger</translation>
    </message>
    <message>
        <source>security reviewer</source>
        <translation>Sicherheitsprüfer</translation>
    </message>
    <message>
        <source>release manager</source>
        <translation>Releasemanager</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>StrongBox</source>
        <translation>StrongBox</translation>
    </message>
    <message>
        <source>Trusted environment</source>
        <translation>Vertrauenswürdige Umgebung</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>SyncText</name>
    <message>
        <source>this console was opened</source>
        <translation>dem Öffnen dieser Konsole</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>TextFile</name>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>The file could not be written: %1. Choose another place.</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 Tg.</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 Std. %2 Min.</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 Tg. %2 Std.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>TimelineLines</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>Sicherheitslage</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Show earlier</source>
        <translation>Frühere zeigen</translation>
    </message>
</context>
<context>
    <name>WitnessText</name>
    <message>
        <source>%1 (stand-in)</source>
        <translation>%1 (Platzhalter)</translation>
    </message>
    <message>
        <source>%1: nothing yet</source>
        <translation>%1: noch nichts</translation>
    </message>
    <message>
        <source>%1: to %2, %3, too long ago</source>
        <translation>%1: bis %2, %3, zu lange her</translation>
    </message>
    <message>
        <source>%1: to %2, %3</source>
        <translation>%1: bis %2, %3</translation>
    </message>
    <message>
        <source>Stand-ins are run by this deployment itself and vouch for nothing.</source>
        <translation>Platzhalter laufen bei dieser Installation selbst und bürgen für nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n stand-in(s) to %2</source>
        <translation>
            <numerusform>%1 von %n Platzhalter bis %2</numerusform>
            <numerusform>%1 von %n Platzhaltern bis %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n witness(es) to %2</source>
        <translation>
            <numerusform>%1 von %n Zeugen bis %2</numerusform>
            <numerusform>%1 von %n Zeugen bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>no witnesses</source>
        <translation>keine Zeugen</translation>
    </message>
    <message>
        <source>Nobody else vouches for this log. A witness is added by a change.</source>
        <translation>Niemand sonst bürgt für dieses Protokoll. Ein Zeuge kommt durch eine Änderung hinzu.</translation>
    </message>
    <message>
        <source>no witness yet</source>
        <translation>noch kein Zeuge</translation>
    </message>
    <message numerus="yes">
        <source>Devices ask for %n witness(es) before they obey what raises risk.</source>
        <translation>
            <numerusform>Geräte verlangen %n Zeugen, bevor sie befolgen, was das Risiko erhöht.</numerusform>
            <numerusform>Geräte verlangen %n Zeugen, bevor sie befolgen, was das Risiko erhöht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::app::ConsoleWindow</name>
    <message>
        <source>Enigm Command</source>
        <translation>Enigm Command</translation>
    </message>
    <message>
        <source>The control plane has stopped: %1</source>
        <translation>Die Steuerungsebene ist stehen geblieben: %1</translation>
    </message>
</context>
<context>
    <name>enigm::app::EmbeddedControlPlane</name>
    <message numerus="yes">
        <source>Founding a sample organisation with %n device(s)…</source>
        <translation>
            <numerusform>Eine Musterorganisation mit %n Gerät wird gegründet…</numerusform>
            <numerusform>Eine Musterorganisation mit %n Geräten wird gegründet…</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting the control plane…</source>
        <translation>Die Steuerungsebene wird gestartet…</translation>
    </message>
    <message>
        <source>The program enigm-control-plane is not installed.</source>
        <translation>Das Programm enigm-control-plane ist nicht installiert.</translation>
    </message>
    <message>
        <source>It ended without a word.</source>
        <translation>Sie hat sich ohne Meldung beendet.</translation>
    </message>
</context>
<context>
    <name>enigm::app::OperatorConsole</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Genehmigungen</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt aktualisieren</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Done, and in the log.</source>
        <translation>Ausgeführt und im Protokoll.</translation>
    </message>
    <message>
        <source>%1 is in the log and waits for approval.</source>
        <translation>%1 steht im Protokoll und wartet auf Genehmigung.</translation>
    </message>
    <message>
        <source>Export audit log</source>
        <translation>Revisionsprotokoll exportieren</translation>
    </message>
    <message>
        <source>Audit exports (*.jsonl)</source>
        <translation>Revisionsexporte (*.jsonl)</translation>
    </message>
    <message>
        <source>The log was exported to %1.</source>
        <translation>Das Protokoll wurde nach %1 exportiert.</translation>
    </message>
    <message>
        <source>Resolve a handle…</source>
        <translation>Handle auflösen …</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Releases</source>
        <translation>Releases</translation>
    </message>
    <message>
        <source>Rollouts</source>
        <translation>Rollouts</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Version %1 of the channel %2 is composed: the manifest authority signs it next.</source>
        <translation>Version %1 des Kanals %2 ist vorbereitet: Als Nächstes signiert sie die Manifest-Stelle.</translation>
    </message>
</context>
<context>
    <name>enigm::app::Profiles</name>
    <message>
        <source>This key belongs to another deployment.</source>
        <translation>Dieser Schlüssel gehört zu einer anderen Installation.</translation>
    </message>
    <message>
        <source>Sample operator. Passphrase: %1. PIN: %2.</source>
        <translation>Musteroperator. Passphrase: %1. PIN: %2.</translation>
    </message>
    <message>
        <source>Keys are kept in the keychain of this machine, sealed by their passphrase.</source>
        <translation>Schlüssel liegen im Schlüsselbund dieses Rechners, versiegelt durch ihre Passphrase.</translation>
    </message>
    <message>
        <source>No keychain is running, or it is locked. Keys are kept in files that only you can read, sealed by their passphrase.</source>
        <translation>Kein Schlüsselbund verfügbar, oder er ist gesperrt. Schlüssel liegen in Dateien, die nur Sie lesen können, versiegelt durch ihre Passphrase.</translation>
    </message>
</context>
<context>
    <name>enigm::views::approvals::ApprovalsPane</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Genehmigungen</translation>
    </message>
    <message>
        <source>Reference, change, person or reason</source>
        <translation>Referenz, Änderung, Person oder Grund</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Prüfen…</translation>
    </message>
    <message>
        <source>Nothing waits for a signature</source>
        <translation>Nichts wartet auf eine Unterschrift</translation>
    </message>
    <message>
        <source>Changes that somebody asks for appear here until they are carried out.</source>
        <translation>Beantragte Änderungen erscheinen hier, bis sie ausgeführt sind.</translation>
    </message>
    <message>
        <source>Show earlier changes</source>
        <translation>Frühere Änderungen zeigen</translation>
    </message>
    <message>
        <source>Your roles do not let you see changes.</source>
        <translation>Ihre Rollen erlauben nicht, Änderungen zu sehen.</translation>
    </message>
    <message>
        <source>Administrators, approvers and release managers can.</source>
        <translation>Administratoren, Genehmiger und Releasemanager dürfen es.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>No change holds these words.</source>
        <translation>Keine Änderung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>Alle Änderungen zeigen</translation>
    </message>
    <message>
        <source>No changes yet</source>
        <translation>Noch keine Änderungen</translation>
    </message>
    <message>
        <source>Nobody has asked for a change in this deployment.</source>
        <translation>In dieser Installation hat noch niemand eine Änderung beantragt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n wait for you</source>
        <translation>
            <numerusform>%1 · %n wartet auf Sie</numerusform>
            <numerusform>%1 · %n warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a change to see whether you may sign it.</source>
        <translation>Wählen Sie eine Änderung, um zu sehen, ob Sie sie unterschreiben dürfen.</translation>
    </message>
    <message>
        <source>No change is chosen.</source>
        <translation>Keine Änderung ist gewählt.</translation>
    </message>
    <message>
        <source>Cancel all pending…</source>
        <translation>Alle wartenden abbrechen…</translation>
    </message>
    <message>
        <source>Ends every change that waits, if an account may have been stolen</source>
        <translation>Beendet jede wartende Änderung, falls ein Konto gestohlen sein könnte</translation>
    </message>
</context>
<context>
    <name>enigm::views::approvals::InboxProxy</name>
    <message>
        <source>%1 · %2</source>
        <comment>whether you may sign; how many have</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n signed</source>
        <translation>
            <numerusform>%n unterschrieben</numerusform>
            <numerusform>%n unterschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>over</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Beantragt von</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Beantragt</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Unterschriften</translation>
    </message>
</context>
<context>
    <name>enigm::views::audit::AuditInspector</name>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>as of governance entry %1</source>
        <translation>nach Governance-Eintrag %1</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Kopf</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Pruned, or withheld from your roles. Its digest stays in the log, so that the entry can be proven all the same.</source>
        <translation>Gelöscht oder Ihren Rollen vorenthalten. Die Prüfsumme bleibt im Protokoll, sodass der Eintrag trotzdem bewiesen werden kann.</translation>
    </message>
</context>
<context>
    <name>enigm::views::audit::AuditPane</name>
    <message>
        <source>The audit trail is read by security reviewers. Every reading is an entry of its own.</source>
        <translation>Die Revision lesen Sicherheitsprüfer. Jedes Lesen ist ein eigener Eintrag.</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Action, actor, handle, or category:signing-event</source>
        <translation>Vorgang, Akteur, Kürzel oder category:signing-event</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Revisionsprotokoll</translation>
    </message>
    <message>
        <source>Search older entries</source>
        <translation>Ältere Einträge durchsuchen</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>None of the entries that were read has these properties.</source>
        <translation>Keiner der gelesenen Einträge hat diese Eigenschaften.</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>Alle Einträge zeigen</translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation>Noch keine Einträge</translation>
    </message>
    <message>
        <source>Every security-relevant act is written here.</source>
        <translation>Jeder sicherheitsrelevante Vorgang steht hier.</translation>
    </message>
    <message>
        <source>Anybody who holds the role security reviewer can.</source>
        <translation>Wer die Rolle Sicherheitsprüfer hat, darf es.</translation>
    </message>
    <message>
        <source>The newest %1 of %2 entries were searched.</source>
        <translation>Die neuesten %1 von %2 Einträgen wurden durchsucht.</translation>
    </message>
</context>
<context>
    <name>enigm::views::audit::AuditProxy</name>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
</context>
<context>
    <name>enigm::views::charts::CountBars</name>
    <message>
        <source>%1 %2</source>
        <comment>name; count</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>enigm::views::charts::LaneChart</name>
    <message>
        <source>%1: %2</source>
        <comment>a lane; what it says</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>enigm::views::charts::StackedBars</name>
    <message>
        <source>%1: %2</source>
        <comment>time; count</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source> · %1 %2</source>
        <comment>name; count</comment>
        <translation> · %1 %2</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::AlarmBanner</name>
    <message>
        <source>Save evidence…</source>
        <translation>Nachweise sichern…</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::FilterChip</name>
    <message>
        <source>Filter %1</source>
        <translation>Filter %1</translation>
    </message>
    <message>
        <source>Press Delete to take it away</source>
        <translation>Mit der Entf-Taste entfernen</translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::HandleLabel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::KeyValueList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::NavigationList</name>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n waiting for you</source>
        <translation>
            <numerusform>%1, %n wartet auf Sie</numerusform>
            <numerusform>%1, %n warten auf Sie</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::design::PinEdit</name>
    <message>
        <source>PIN, six digits</source>
        <translation>PIN, sechs Ziffern</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::QrCode</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::SampleBand</name>
    <message>
        <source>Sample deployment. Its keys are published beside it and protect nothing.</source>
        <translation>Musterinstallation. Ihre Schlüssel liegen offen daneben und schützen nichts.</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::SkeletonRows</name>
    <message>
        <source>Loading, %1 of %2</source>
        <translation>Wird geladen, %1 von %2</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::StateStack</name>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>%1 excludes most. Rows without it: %2.</source>
        <translation>%1 schließt am meisten aus. Zeilen ohne ihn: %2.</translation>
    </message>
    <message>
        <source>Drop %1</source>
        <translation>%1 weglassen</translation>
    </message>
    <message>
        <source>This is what was known at %1. Newer data could not be fetched.</source>
        <translation>Dies ist der Stand von %1. Neuere Daten konnten nicht geholt werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>There has been no connection to the control plane since %1.</source>
        <translation>Seit %1 besteht keine Verbindung zur Steuerungsebene.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>Erneut verbinden</translation>
    </message>
    <message>
        <source>%1 What is shown is the last that was received.</source>
        <translation>%1 Gezeigt wird, was zuletzt empfangen wurde.</translation>
    </message>
    <message>
        <source>Not for this role</source>
        <translation>Nicht für diese Rolle</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>A proof is broken. Do not act on what this server says.</source>
        <translation>Ein Beweis ist gebrochen. Handeln Sie nicht nach dem, was dieser Server sagt.</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::TableView</name>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>enigm::views::design::TopBar</name>
    <message>
        <source>Search or do…</source>
        <translation>Suchen oder tun…</translation>
    </message>
    <message>
        <source>Enigm Command</source>
        <translation>Enigm Command</translation>
    </message>
    <message>
        <source>Search or do something</source>
        <translation>Etwas suchen oder tun</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Key of the deployment: %1</source>
        <translation>Schlüssel der Installation: %1</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::ActButtons</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::DeviceInspector</name>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Attested facts</source>
        <translation>Attestierte Angaben</translation>
    </message>
    <message>
        <source>Open change %1</source>
        <translation>Änderung %1 öffnen</translation>
    </message>
    <message>
        <source>Waiting changes</source>
        <translation>Wartende Änderungen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>Sicherheitslage</translation>
    </message>
    <message>
        <source>End-of-life record</source>
        <translation>Abschlussnachweis</translation>
    </message>
    <message>
        <source>What may this device do, and why</source>
        <translation>Was darf dieses Gerät, und warum</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Richtlinien</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::DeviceWordsProxy</name>
    <message>
        <source>%1, simulated</source>
        <translation>%1, simuliert</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Attested under the sample root of this deployment: no real phone stands behind it.</source>
        <translation>Unter der Musterwurzel dieser Installation attestiert: Dahinter steht kein echtes Telefon.</translation>
    </message>
    <message>
        <source>Attested %1</source>
        <translation>Attestiert %1</translation>
    </message>
    <message>
        <source>It has not reported since it was enrolled.</source>
        <translation>Es hat sich seit der Registrierung nicht gemeldet.</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>Security level</source>
        <translation>Sicherheitsstufe</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Attested</source>
        <translation>Attestiert</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::DevicesPane</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Handle, or state:suspended</source>
        <translation>Kürzel oder state:suspended</translation>
    </message>
    <message>
        <source>No devices yet</source>
        <translation>Noch keine Geräte</translation>
    </message>
    <message>
        <source>A device appears here once it is enrolled and waits to be admitted.</source>
        <translation>Ein Gerät erscheint hier, sobald es registriert ist und auf die Aufnahme wartet.</translation>
    </message>
    <message>
        <source>Your roles do not let you see the fleet.</source>
        <translation>Ihre Rollen erlauben nicht, die Flotte zu sehen.</translation>
    </message>
    <message>
        <source>Administrators, approvers and security reviewers can.</source>
        <translation>Administratoren, Genehmiger und Sicherheitsprüfer dürfen es.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>No device has these properties now.</source>
        <translation>Derzeit hat kein Gerät diese Eigenschaften.</translation>
    </message>
    <message>
        <source>Show all devices</source>
        <translation>Alle Geräte zeigen</translation>
    </message>
    <message>
        <source>%1 · %2 selected</source>
        <translation>%1 · %2 ausgewählt</translation>
    </message>
    <message>
        <source>Export the selected devices</source>
        <translation>Ausgewählte Geräte exportieren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Neue Gruppe …</translation>
    </message>
    <message>
        <source>Edit group…</source>
        <translation>Gruppe bearbeiten …</translation>
    </message>
    <message>
        <source>Administrators ask for groups, and approvers sign them off.</source>
        <translation>Administratoren beantragen Gruppen, und Genehmiger zeichnen sie ab.</translation>
    </message>
    <message>
        <source>Enrol devices</source>
        <translation>Geräte anmelden</translation>
    </message>
    <message>
        <source>Administrators enrol devices.</source>
        <translation>Geräte melden Administratoren an.</translation>
    </message>
    <message>
        <source>Resolve a handle…</source>
        <translation>Handle auflösen …</translation>
    </message>
    <message>
        <source>Administrators and security reviewers ask for it; an approver and a reviewer sign it off.</source>
        <translation>Administratoren und Sicherheitsprüfer fragen danach; ein Genehmiger und ein Prüfer unterschreiben.</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::EndOfLifeSaver</name>
    <message>
        <source>Save end-of-life record</source>
        <translation>Abschlussnachweis sichern</translation>
    </message>
    <message>
        <source>End-of-life records (*.json)</source>
        <translation>Abschlussnachweise (*.json)</translation>
    </message>
    <message>
        <source>Fetching and verifying…</source>
        <translation>Wird geholt und geprüft…</translation>
    </message>
    <message>
        <source>The record was verified and saved to %1.</source>
        <translation>Der Nachweis wurde geprüft und in %1 gesichert.</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::ResolveWindow</name>
    <message>
        <source>Resolve a handle</source>
        <translation>Handle auflösen</translation>
    </message>
    <message>
        <source>A gateway or a detector knows a device by a handle of its own, another one each day. Which device that was is told only where an approver and a security reviewer agree.</source>
        <translation>Ein Gateway oder ein Erkennungsdienst kennt ein Gerät unter einem eigenen Handle, jeden Tag unter einem anderen. Welches Gerät das war, wird nur gesagt, wo ein Genehmiger und ein Sicherheitsprüfer zustimmen.</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>Day it was seen (UTC)</source>
        <translation>Tag, an dem es gesehen wurde (UTC)</translation>
    </message>
    <message>
        <source>Nothing is signed yet.</source>
        <translation>Noch ist nichts unterschrieben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ask for it…</source>
        <translation>Beantragen …</translation>
    </message>
    <message>
        <source>This is not a handle: a character is wrong or missing.</source>
        <translation>Das ist kein Handle: ein Zeichen ist falsch oder fehlt.</translation>
    </message>
    <message>
        <source>This is the handle by which consoles know the device; there is nothing to resolve.</source>
        <translation>Unter diesem Handle kennen Konsolen das Gerät; es gibt nichts aufzulösen.</translation>
    </message>
</context>
<context>
    <name>enigm::views::devices::SelectionBar</name>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>What can be done with the selected devices</source>
        <translation>Was mit den ausgewählten Geräten getan werden kann</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected devices are still being loaded.</source>
        <translation>
            <numerusform>%n der ausgewählten Geräte wird noch geladen.</numerusform>
            <numerusform>%n der ausgewählten Geräte werden noch geladen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::AcceptancePanel</name>
    <message>
        <source>What attestations are judged by</source>
        <translation>Wonach Attestierungen beurteilt werden</translation>
    </message>
    <message>
        <source>Comparing with what is in force…</source>
        <translation>Vergleich mit dem, was gilt…</translation>
    </message>
    <message>
        <source>The revocation list that this names could not be checked here: %1</source>
        <translation>Die Sperrliste, die hier genannt ist, konnte nicht geprüft werden: %1</translation>
    </message>
    <message>
        <source>Recomputed by this console from what was signed.</source>
        <translation>Von dieser Konsole aus dem Unterschriebenen nachgerechnet.</translation>
    </message>
    <message>
        <source>Least security level</source>
        <translation>Mindeste Sicherheitsstufe</translation>
    </message>
    <message>
        <source>Oldest patch level</source>
        <translation>Ältester Patchstand</translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::AdmissionPanel</name>
    <message>
        <source>Attestation, judged here</source>
        <translation>Attestierung, hier beurteilt</translation>
    </message>
    <message>
        <source>Judging %1 of %2…</source>
        <translation>%1 von %2 wird beurteilt …</translation>
    </message>
    <message>
        <source>%1 of %2 attestations hold.</source>
        <translation>%1 von %2 Attestierungen halten.</translation>
    </message>
    <message>
        <source>Takes the place of</source>
        <translation>Tritt an die Stelle von</translation>
    </message>
    <message>
        <source>And more</source>
        <translation>Und weitere</translation>
    </message>
    <message numerus="yes">
        <source>%n attestation(s) hold, by this console&apos;s own judgement.</source>
        <translation>
            <numerusform>%n Attestierung hält, nach dem eigenen Urteil dieser Konsole.</numerusform>
            <numerusform>%n Attestierungen halten, nach dem eigenen Urteil dieser Konsole.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::EnrollmentWindow</name>
    <message>
        <source>Make ticket</source>
        <translation>Ticket ausstellen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Enrol devices</source>
        <translation>Geräte anmelden</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>A ticket lets devices come as far as the door: each proves by its hardware what it is, and waits until its admission was asked for and approved.</source>
        <translation>Mit einem Ticket kommen Geräte bis an die Tür: jedes weist durch seine Hardware nach, was es ist, und wartet, bis seine Aufnahme beantragt und genehmigt wurde.</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>Nobody can enrol with it any more.</source>
        <translation>Damit kann sich niemand mehr anmelden.</translation>
    </message>
    <message>
        <source>Choose a ticket that is open.</source>
        <translation>Wählen Sie ein offenes Ticket.</translation>
    </message>
    <message>
        <source>No tickets yet</source>
        <translation>Noch keine Tickets</translation>
    </message>
    <message>
        <source>The tickets that you make are listed here, with how often each was used.</source>
        <translation>Hier stehen die Tickets, die Sie ausstellen, und wie oft jedes benutzt wurde.</translation>
    </message>
    <message>
        <source>Your roles do not let you enrol devices.</source>
        <translation>Ihre Rollen lassen Sie keine Geräte anmelden.</translation>
    </message>
    <message>
        <source>Administrators can.</source>
        <translation>Administratoren können es.</translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::TicketForm</name>
    <message>
        <source>As the organisation asks</source>
        <translation>Wie die Organisation verlangt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>For how many devices</source>
        <translation>Für wie viele Geräte</translation>
    </message>
    <message>
        <source>Least security level</source>
        <translation>Mindeste Sicherheitsstufe</translation>
    </message>
    <message>
        <source>Takes the place of</source>
        <translation>Tritt an die Stelle von</translation>
    </message>
    <message>
        <source>Say what the devices are for.</source>
        <translation>Sagen Sie, wofür die Geräte sind.</translation>
    </message>
    <message>
        <source>This is not the handle of a device: its checksum is wrong.</source>
        <translation>Das ist kein Handle eines Geräts: seine Prüfsumme stimmt nicht.</translation>
    </message>
    <message>
        <source>What the devices are for</source>
        <translation>Wofür die Geräte sind</translation>
    </message>
    <message>
        <source>Handle of a replaced device</source>
        <translation>Handle eines ersetzten Geräts</translation>
    </message>
    <message>
        <source>For how many days</source>
        <translation>Für wie viele Tage</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Joins group</source>
        <translation>Kommt in Gruppe</translation>
    </message>
    <message>
        <source>Announced keys</source>
        <translation>Angekündigte Schlüssel</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <source>A text file with the SHA-256 of one public key on each line</source>
        <translation>Eine Textdatei mit dem SHA-256 eines öffentlichen Schlüssels in jeder Zeile</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>This is not a list of keys: it has the SHA-256 of one public key on each line, and at most 1,000 of them.</source>
        <translation>Das ist keine Schlüsselliste: Sie hat in jeder Zeile den SHA-256 eines öffentlichen Schlüssels, und höchstens 1.000 davon.</translation>
    </message>
    <message>
        <source>This is not a list of keys (%1): it has the SHA-256 of one public key on each line, and at most 1,000 of them.</source>
        <translation>Das ist keine Schlüsselliste (%1): Sie hat in jeder Zeile den SHA-256 eines öffentlichen Schlüssels, und höchstens 1.000 davon.</translation>
    </message>
    <message>
        <source>Any device</source>
        <translation>Jedes Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) of %1</source>
        <translation>
            <numerusform>%n Schlüssel aus %1</numerusform>
            <numerusform>%n Schlüssel aus %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::enrollment::TicketPanel</name>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Whoever has this ticket can enrol a device, which then waits to be admitted. It is shown this once: the control plane knows it by its digest alone.</source>
        <translation>Wer dieses Ticket hat, kann ein Gerät anmelden, das dann auf seine Aufnahme wartet. Es wird nur dieses eine Mal gezeigt: die Steuerebene kennt allein seinen Hashwert.</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message numerus="yes">
        <source>Good for %n device(s), until %1.</source>
        <translation>
            <numerusform>Gut für %n Gerät, bis %1.</numerusform>
            <numerusform>Gut für %n Geräte, bis %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::groups::GroupEditor</name>
    <message>
        <source>The devices that are ticked here</source>
        <translation>Die hier angehakten Geräte</translation>
    </message>
    <message>
        <source>Every device with all of this, now and later</source>
        <translation>Jedes Gerät, auf das all dies zutrifft, jetzt und später</translation>
    </message>
    <message>
        <source>Edit group</source>
        <translation>Gruppe bearbeiten</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>What the devices are for; never a person&apos;s name</source>
        <translation>Wofür die Geräte da sind; nie der Name einer Person</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Devices of the group</source>
        <translation>Geräte der Gruppe</translation>
    </message>
    <message>
        <source>Remove group…</source>
        <translation>Gruppe entfernen …</translation>
    </message>
    <message>
        <source>Nothing is signed yet.</source>
        <translation>Noch ist nichts unterschrieben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ask for it…</source>
        <translation>Beantragen …</translation>
    </message>
    <message>
        <source>Say what the group is called.</source>
        <translation>Sagen Sie, wie die Gruppe heißt.</translation>
    </message>
    <message numerus="yes">
        <source>A group lists at most %n device(s); more are found by a rule.</source>
        <translation>
            <numerusform>Eine Gruppe führt höchstens %n Gerät auf; mehr findet eine Regel.</numerusform>
            <numerusform>Eine Gruppe führt höchstens %n Geräte auf; mehr findet eine Regel.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has no mark-up, no invisible characters, and nothing that identifies a person or a phone.</source>
        <translation>Ein Name enthält keine Auszeichnungen, keine unsichtbaren Zeichen und nichts, was eine Person oder ein Telefon kenntlich macht.</translation>
    </message>
</context>
<context>
    <name>enigm::views::groups::RuleForm</name>
    <message>
        <source>A patch level is a month, such as 2026-11.</source>
        <translation>Ein Patchstand ist ein Monat, etwa 2026-11.</translation>
    </message>
    <message>
        <source>State, any of</source>
        <translation>Zustand, einer von</translation>
    </message>
    <message>
        <source>Attestation, any of</source>
        <translation>Attestierung, eine von</translation>
    </message>
    <message>
        <source>Security level, any of</source>
        <translation>Sicherheitsstufe, eine von</translation>
    </message>
    <message>
        <source>from, such as 2026-01</source>
        <translation>ab, etwa 2026-01</translation>
    </message>
    <message>
        <source>Patch level from</source>
        <translation>Patchstand ab</translation>
    </message>
    <message>
        <source>up to, such as 2026-11</source>
        <translation>bis, etwa 2026-11</translation>
    </message>
    <message>
        <source>Patch level up to</source>
        <translation>Patchstand bis</translation>
    </message>
    <message>
        <source>Patch level</source>
        <translation>Patchstand</translation>
    </message>
    <message>
        <source>No patch level lies between these months.</source>
        <translation>Zwischen diesen Monaten liegt kein Patchstand.</translation>
    </message>
    <message>
        <source>Say what the devices of the group have in common.</source>
        <translation>Sagen Sie, was die Geräte der Gruppe gemeinsam haben.</translation>
    </message>
</context>
<context>
    <name>enigm::views::main::CommandPalette</name>
    <message>
        <source>Go to or do</source>
        <translation>Gehen zu oder tun</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Type a few letters</source>
        <translation>Ein paar Buchstaben eingeben</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>enigm::views::network::NetworkPane</name>
    <message>
        <source>Your roles do not let you see the network.</source>
        <translation>Ihre Rollen erlauben Ihnen nicht, das Netz zu sehen.</translation>
    </message>
    <message>
        <source>Administrators, approvers and security reviewers can.</source>
        <translation>Administratoren, Genehmiger und Sicherheitsprüfer können es.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Paths by group</source>
        <translation>Pfade nach Gruppe</translation>
    </message>
    <message>
        <source>How each path is governed, by group</source>
        <translation>Wie jeder Pfad geregelt ist, nach Gruppe</translation>
    </message>
    <message>
        <source>Enforcement points</source>
        <translation>Durchsetzungspunkte</translation>
    </message>
    <message>
        <source>No enforcement points yet</source>
        <translation>Noch keine Durchsetzungspunkte</translation>
    </message>
    <message>
        <source>One appears here once its enrolment was asked for and signed off.</source>
        <translation>Einer erscheint hier, sobald seine Aufnahme beantragt und abgezeichnet ist.</translation>
    </message>
</context>
<context>
    <name>enigm::views::network::PathsTableModel</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>Keine Gruppe</translation>
    </message>
</context>
<context>
    <name>enigm::views::network::PointWordsProxy</name>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Never heard</source>
        <translation>Nie gehört</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Decided from %1 to %2</source>
        <translation>Entschieden von %1 bis %2</translation>
    </message>
    <message>
        <source>Network path</source>
        <translation>Netzpfad</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Befinden</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Zuletzt gehört</translation>
    </message>
    <message>
        <source>Permitted last</source>
        <translation>Zuletzt erlaubt</translation>
    </message>
    <message>
        <source>Refused last</source>
        <translation>Zuletzt abgewiesen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>enigm::views::network::RefusalPanel</name>
    <message>
        <source>Device not served</source>
        <translation>Gerät nicht bedient</translation>
    </message>
    <message>
        <source>No policy lets it</source>
        <translation>Keine Richtlinie lässt es</translation>
    </message>
    <message>
        <source>Not by this path</source>
        <translation>Nicht über diesen Pfad</translation>
    </message>
    <message>
        <source>Unknown device</source>
        <translation>Unbekanntes Gerät</translation>
    </message>
    <message>
        <source>Unknown action</source>
        <translation>Unbekannte Handlung</translation>
    </message>
    <message>
        <source>Unknown resource</source>
        <translation>Unbekannte Ressource</translation>
    </message>
    <message>
        <source>Nobody could be asked</source>
        <translation>Niemand war zu fragen</translation>
    </message>
    <message>
        <source>No credential</source>
        <translation>Kein Ausweis</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Refusals over time by category</source>
        <translation>Abweisungen über die Zeit nach Art</translation>
    </message>
    <message>
        <source>Refused by the control plane</source>
        <translation>Von der Steuerungsebene abgewiesen</translation>
    </message>
    <message>
        <source>Span of time</source>
        <translation>Zeitspanne</translation>
    </message>
    <message>
        <source>24 hours, by the hour</source>
        <translation>24 Stunden, nach Stunden</translation>
    </message>
    <message>
        <source>7 days, by 6 hours</source>
        <translation>7 Tage, nach 6 Stunden</translation>
    </message>
    <message>
        <source>30 days, by the day</source>
        <translation>30 Tage, nach Tagen</translation>
    </message>
    <message>
        <source>As a chart</source>
        <translation>Als Diagramm</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Permitted</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Nothing was decided yet</source>
        <translation>Noch nichts entschieden</translation>
    </message>
    <message>
        <source>Counts appear here once an enforcement point asks.</source>
        <translation>Zahlen erscheinen hier, sobald ein Durchsetzungspunkt fragt.</translation>
    </message>
    <message>
        <source>Your roles do not let you see the network.</source>
        <translation>Ihre Rollen erlauben Ihnen nicht, das Netz zu sehen.</translation>
    </message>
    <message>
        <source>Administrators, approvers and security reviewers can.</source>
        <translation>Administratoren, Genehmiger und Sicherheitsprüfer können es.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::AuthorityWordsProxy</name>
    <message>
        <source>entry %1 of the governance log</source>
        <translation>Eintrag %1 des Governance-Logs</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::EventWordsProxy</name>
    <message>
        <source>by itself</source>
        <translation>von selbst</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::FigureRow</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>Nicht berechtigt</translation>
    </message>
    <message>
        <source>Eligible</source>
        <translation>Berechtigt</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>As they were written down when the change was executed.</source>
        <translation>Wie sie festgeschrieben wurden, als die Änderung ausgeführt wurde.</translation>
    </message>
    <message>
        <source>The trust decision said no when they asked. They may ask again.</source>
        <translation>Die Vertrauensentscheidung war Nein, als sie fragten. Sie dürfen wieder fragen.</translation>
    </message>
    <message>
        <source>The trust decision let them when they asked.</source>
        <translation>Die Vertrauensentscheidung ließ sie, als sie fragten.</translation>
    </message>
    <message>
        <source>They have found signatures, length and digest right by themselves.</source>
        <translation>Sie haben Signaturen, Länge und Hashwert selbst für richtig befunden.</translation>
    </message>
    <message>
        <source>They run it and have confirmed it.</source>
        <translation>Sie laufen damit und haben es bestätigt.</translation>
    </message>
    <message>
        <source>They have given up, or were not heard of.</source>
        <translation>Sie haben aufgegeben, oder man hörte nichts von ihnen.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::GroupWordsProxy</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Eligible</source>
        <translation>Berechtigt</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>Nicht berechtigt</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Enough at</source>
        <translation>Genug bei</translation>
    </message>
    <message>
        <source>Bears</source>
        <translation>Erträgt</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::ImportWindow</name>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Discard what has arrived</source>
        <translation>Angekommenes verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Continue import</source>
        <translation>Import fortsetzen</translation>
    </message>
    <message>
        <source>Import a release</source>
        <translation>Release importieren</translation>
    </message>
    <message>
        <source>How much of the artifact has arrived</source>
        <translation>Wie viel vom Artefakt angekommen ist</translation>
    </message>
    <message>
        <source>Choose the artifact</source>
        <translation>Artefakt wählen</translation>
    </message>
    <message>
        <source>Choose the file %1 again: it goes on where it ended.</source>
        <translation>Wählen Sie die Datei %1 noch einmal: Es geht dort weiter, wo es endete.</translation>
    </message>
    <message>
        <source>Choose the artifact. It is hashed here, before anything is sent.</source>
        <translation>Wählen Sie das Artefakt. Es wird hier gehasht, ehe etwas gesendet wird.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file name; size</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Es ist im Gange.</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>Wählen Sie zuerst eine Datei.</translation>
    </message>
    <message>
        <source>The manifest is not sound yet.</source>
        <translation>Das Manifest ist noch nicht in Ordnung.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>sizes</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Ask for signing…</source>
        <translation>Signierung beantragen…</translation>
    </message>
    <message>
        <source>The file is hashed here: %1.</source>
        <comment>sizes</comment>
        <translation>Die Datei wird hier gehasht: %1.</translation>
    </message>
    <message>
        <source>%1 have arrived.</source>
        <comment>sizes</comment>
        <translation>%1 sind angekommen.</translation>
    </message>
    <message>
        <source>Stopped. %1 have arrived; it goes on from there.</source>
        <comment>sizes</comment>
        <translation>Angehalten. %1 sind angekommen; von dort geht es weiter.</translation>
    </message>
    <message>
        <source>All of it has arrived, with the digest that was computed here.</source>
        <translation>Alles ist angekommen, mit dem Hashwert, der hier berechnet wurde.</translation>
    </message>
    <message>
        <source>This is another file than the one that was announced. Choose that one.</source>
        <translation>Dies ist eine andere Datei als die angekündigte. Wählen Sie diese.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::ManifestForm</name>
    <message>
        <source>Say which version it is.</source>
        <translation>Sagen Sie, welche Version es ist.</translation>
    </message>
    <message>
        <source>A version has at most 40 letters, digits and . - + _, such as 2026.11.2.</source>
        <translation>Eine Version hat höchstens 40 Buchstaben, Ziffern und . - + _, etwa 2026.11.2.</translation>
    </message>
    <message>
        <source>There is a release of this version already.</source>
        <translation>Es gibt schon ein Release dieser Version.</translation>
    </message>
    <message>
        <source>Name the build that it came from.</source>
        <translation>Nennen Sie den Build, aus dem es stammt.</translation>
    </message>
    <message>
        <source>Name a build at least that may take it.</source>
        <translation>Nennen Sie mindestens einen Build, der es nehmen darf.</translation>
    </message>
    <message>
        <source>A build has at most 120 characters and no spaces.</source>
        <translation>Ein Build hat höchstens 120 Zeichen und keine Leerzeichen.</translation>
    </message>
    <message>
        <source>Say its security patch level.</source>
        <translation>Sagen Sie, welchen Sicherheitspatch-Stand es hat.</translation>
    </message>
    <message>
        <source>A patch level is a month, such as 2026-11.</source>
        <translation>Ein Patch-Stand ist ein Monat, etwa 2026-11.</translation>
    </message>
    <message>
        <source>Its patch level is older than that of the newest release.</source>
        <translation>Sein Patch-Stand ist älter als der des neuesten Releases.</translation>
    </message>
    <message>
        <source>Its rollback index is lower than that of the newest release: devices that have the newest will refuse it.</source>
        <translation>Sein Rollback-Index ist niedriger als der des neuesten Releases: Geräte, die das neueste haben, lehnen es ab.</translation>
    </message>
    <message>
        <source>Notes have at most 2,000 characters.</source>
        <translation>Notizen haben höchstens 2.000 Zeichen.</translation>
    </message>
    <message>
        <source>such as 2026.11.2</source>
        <translation>etwa 2026.11.2</translation>
    </message>
    <message>
        <source>the build that it came from</source>
        <translation>der Build, aus dem es stammt</translation>
    </message>
    <message>
        <source>One build a line</source>
        <translation>Je Zeile ein Build</translation>
    </message>
    <message>
        <source>such as 2026-11</source>
        <translation>etwa 2026-11</translation>
    </message>
    <message>
        <source>What is new, for those who approve it</source>
        <translation>Was neu ist, für die, die es genehmigen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>From build</source>
        <translation>Aus Build</translation>
    </message>
    <message>
        <source>For builds</source>
        <translation>Für Builds</translation>
    </message>
    <message>
        <source>Security patch</source>
        <translation>Sicherheitspatch</translation>
    </message>
    <message>
        <source>Rollback index</source>
        <translation>Rollback-Index</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::PlanGroupWordsProxy</name>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>none</source>
        <comment>soaking</comment>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Complete at</source>
        <translation>Fertig bei</translation>
    </message>
    <message>
        <source>Halts above</source>
        <translation>Hält über</translation>
    </message>
    <message>
        <source>Soaks</source>
        <translation>Reift</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::PlanGroupsEditor</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Groups, in the order in which they open</source>
        <translation>Gruppen in der Reihenfolge, in der sie öffnen</translation>
    </message>
    <message>
        <source>Add a group</source>
        <translation>Gruppe hinzufügen</translation>
    </message>
    <message>
        <source>%1 devices are in no group. Shares are drawn by lot when the change is executed: their counts are estimates.</source>
        <translation>%1 Geräte sind in keiner Gruppe. Anteile werden ausgelost, wenn die Änderung ausgeführt wird: Ihre Zahlen sind Schätzungen.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::PlanLimitsForm</name>
    <message>
        <source> h</source>
        <comment>after a number</comment>
        <translation> h</translation>
    </message>
    <message>
        <source> attempts</source>
        <comment>after a number</comment>
        <translation> Versuche</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source> KiB/s</source>
        <comment>after a number</comment>
        <translation> KiB/s</translation>
    </message>
    <message>
        <source> days</source>
        <comment>after a number</comment>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Rate of all downloads together</source>
        <translation>Rate aller Downloads zusammen</translation>
    </message>
    <message>
        <source>A silent device fails after</source>
        <translation>Ein stilles Gerät scheitert nach</translation>
    </message>
    <message>
        <source>A device tries</source>
        <translation>Ein Gerät versucht es</translation>
    </message>
    <message>
        <source>It tries again after</source>
        <translation>Es versucht es wieder nach</translation>
    </message>
    <message>
        <source>All downloads together</source>
        <translation>Alle Downloads zusammen</translation>
    </message>
    <message>
        <source>Devices obey the start for</source>
        <translation>Geräte befolgen den Beginn</translation>
    </message>
    <message>
        <source>It tries again where the download broke off, or space or power were missing; each time it waits twice as long. Anything else is a failure at once.</source>
        <translation>Es versucht es wieder, wenn der Download abbrach oder Platz oder Strom fehlten; jedes Mal wartet es doppelt so lange. Alles andere ist sofort ein Fehler.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::PlanReleaseForm</name>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>No release has been signed by both authorities yet: ask for that on the pane of releases.</source>
        <translation>Noch hat kein Release die Signaturen beider Stellen: Beantragen Sie das im Bereich Releases.</translation>
    </message>
    <message>
        <source>Model</source>
        <comment>of a rollout</comment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Security patch</source>
        <translation>Sicherheitspatch</translation>
    </message>
    <message>
        <source>Rollback index</source>
        <translation>Rollback-Index</translation>
    </message>
    <message>
        <source>For builds</source>
        <translation>Für Builds</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::PlannedGroupForm</name>
    <message>
        <source> %</source>
        <comment>after a number</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>a share of</source>
        <translation>einem Anteil von</translation>
    </message>
    <message>
        <source>a count of</source>
        <translation>einer Zahl von</translation>
    </message>
    <message>
        <source>only from</source>
        <translation>nur von</translation>
    </message>
    <message>
        <source>such as First hundred</source>
        <translation>etwa Erste hundert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>How its devices are chosen</source>
        <translation>Wie ihre Geräte gewählt werden</translation>
    </message>
    <message>
        <source>A share of all devices, drawn by lot</source>
        <translation>Ein Anteil aller Geräte, ausgelost</translation>
    </message>
    <message>
        <source>A device group</source>
        <translation>Eine Gerätegruppe</translation>
    </message>
    <message>
        <source>Devices by hand</source>
        <translation>Geräte von Hand</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Share of all devices</source>
        <translation>Anteil aller Geräte</translation>
    </message>
    <message>
        <source>Device group</source>
        <translation>Gerätegruppe</translation>
    </message>
    <message>
        <source>Choose a group</source>
        <translation>Gruppe wählen</translation>
    </message>
    <message>
        <source>Handles of the devices</source>
        <translation>Handles der Geräte</translation>
    </message>
    <message>
        <source>One handle a line</source>
        <translation>Je Zeile ein Handle</translation>
    </message>
    <message>
        <source> h</source>
        <comment>after a number</comment>
        <translation> h</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>Offered from, UTC</source>
        <translation>Angeboten ab, UTC</translation>
    </message>
    <message>
        <source>Offered up to, UTC</source>
        <translation>Angeboten bis, UTC</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Tageszeit</translation>
    </message>
    <message>
        <source>to</source>
        <comment>a time of day</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Soaks</source>
        <translation>Reift</translation>
    </message>
    <message>
        <source> devices</source>
        <comment>after a number</comment>
        <translation> Geräten</translation>
    </message>
    <message>
        <source>Share of failures that it bears</source>
        <translation>Anteil an Fehlern, den sie erträgt</translation>
    </message>
    <message>
        <source>Count of failures that it bears</source>
        <translation>Zahl an Fehlern, die sie erträgt</translation>
    </message>
    <message>
        <source>Complete at</source>
        <translation>Fertig bei</translation>
    </message>
    <message>
        <source>of its eligible devices</source>
        <translation>ihrer berechtigten Geräte</translation>
    </message>
    <message>
        <source>Halts above</source>
        <translation>Hält über</translation>
    </message>
    <message>
        <source>or above</source>
        <translation>oder über</translation>
    </message>
    <message>
        <source>Groups of a security rollout do not soak.</source>
        <translation>Gruppen eines Sicherheits-Rollouts reifen nicht.</translation>
    </message>
    <message>
        <source>No handle of a device: %1</source>
        <translation>Kein Handle eines Geräts: %1</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::ReleaseDetailPanel</name>
    <message>
        <source>Continue import</source>
        <translation>Import fortsetzen</translation>
    </message>
    <message>
        <source>Ask for signing…</source>
        <translation>Signierung beantragen…</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Roll out…</source>
        <translation>Ausrollen…</translation>
    </message>
    <message>
        <source>Before a device takes it, the device itself finds that all of this is so:</source>
        <translation>Ehe ein Gerät es nimmt, stellt es selbst fest, dass all dies so ist:</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Device checks</source>
        <translation>Geräteprüfung</translation>
    </message>
    <message numerus="yes">
        <source>on %n devices</source>
        <translation>
            <numerusform>auf %n Gerät</numerusform>
            <numerusform>auf %n Geräten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a channel; when it was published there</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>nowhere yet</source>
        <translation>noch nirgends</translation>
    </message>
    <message>
        <source>Security patch</source>
        <translation>Sicherheitspatch</translation>
    </message>
    <message>
        <source>Rollback index</source>
        <translation>Rollback-Index</translation>
    </message>
    <message>
        <source>From build</source>
        <translation>Aus Build</translation>
    </message>
    <message>
        <source>For builds</source>
        <translation>Für Builds</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>when; who</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>none</source>
        <comment>notes</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>Both authorities have to sign it first.</source>
        <translation>Zuerst müssen beide Stellen es signieren.</translation>
    </message>
    <message>
        <source>Both authorities have signed.</source>
        <translation>Beide Stellen haben signiert.</translation>
    </message>
    <message>
        <source>All of its bytes have to arrive first.</source>
        <translation>Zuerst müssen alle seine Bytes ankommen.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::ReleaseWordsProxy</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>Rollback index</source>
        <translation>Rollback-Index</translation>
    </message>
    <message>
        <source>For builds</source>
        <translation>Für Builds</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::ReleasesPane</name>
    <message>
        <source>Releases</source>
        <translation>Releases</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Version, stage or build</source>
        <translation>Version, Stufe oder Build</translation>
    </message>
    <message>
        <source>Show only releases with these words</source>
        <translation>Nur Releases mit diesen Wörtern zeigen</translation>
    </message>
    <message>
        <source>No releases yet</source>
        <translation>Noch keine Releases</translation>
    </message>
    <message>
        <source>Import an artifact. Before any device takes it, two authorities have to sign it.</source>
        <translation>Importieren Sie ein Artefakt. Ehe ein Gerät es nimmt, müssen zwei Stellen es signieren.</translation>
    </message>
    <message>
        <source>Your roles do not let you see releases.</source>
        <translation>Ihre Rollen lassen Sie keine Releases sehen.</translation>
    </message>
    <message>
        <source>Release managers, approvers and security reviewers can.</source>
        <translation>Release-Verantwortliche, Genehmigende und Sicherheitsprüfende können es.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts entspricht dem Filter</translation>
    </message>
    <message>
        <source>No release has these words in its version, stage or builds.</source>
        <translation>Kein Release hat diese Wörter in Version, Stufe oder Builds.</translation>
    </message>
    <message>
        <source>Show all releases</source>
        <translation>Alle Releases zeigen</translation>
    </message>
    <message>
        <source>Release managers import releases and ask for them to be signed; others approve.</source>
        <translation>Release-Verantwortliche importieren Releases und beantragen ihre Signierung; andere genehmigen.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RoleWordsProxy</name>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Schnappschuss</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>Kanal %1</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Expires soon</source>
        <translation>Läuft bald ab</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>signatures that are needed; keys</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RolloutActSheet</name>
    <message>
        <source>Pause the rollout of %1</source>
        <translation>Rollout von %1 pausieren</translation>
    </message>
    <message>
        <source>No group opens and no device is offered the update any more. Devices that have begun may end. Others have to approve before it goes on.</source>
        <translation>Keine Gruppe öffnet, und keinem Gerät wird das Update mehr angeboten. Geräte, die begonnen haben, dürfen fertig werden. Ehe es weitergeht, müssen andere genehmigen.</translation>
    </message>
    <message>
        <source>Step up and pause</source>
        <translation>Bestätigen und pausieren</translation>
    </message>
    <message>
        <source>Halt the rollout of %1</source>
        <translation>Rollout von %1 anhalten</translation>
    </message>
    <message>
        <source>At once no device is offered the update any more. Devices that have begun may end. Others have to approve before it goes on.</source>
        <translation>Ab sofort wird keinem Gerät das Update mehr angeboten. Geräte, die begonnen haben, dürfen fertig werden. Ehe es weitergeht, müssen andere genehmigen.</translation>
    </message>
    <message>
        <source>Step up and halt</source>
        <translation>Bestätigen und anhalten</translation>
    </message>
    <message>
        <source>Withdraw the rollout of %1</source>
        <translation>Rollout von %1 zurückziehen</translation>
    </message>
    <message>
        <source>It ends for good: nobody can resume it. Devices that have the update keep it.</source>
        <translation>Er endet endgültig: Niemand kann ihn fortsetzen. Geräte, die das Update haben, behalten es.</translation>
    </message>
    <message>
        <source>Step up and withdraw</source>
        <translation>Bestätigen und zurückziehen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Say why: the reason goes into the log.</source>
        <translation>Sagen Sie, warum: Der Grund kommt ins Log.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why, in words that name no person and no phone number</source>
        <translation>Warum, in Worten ohne Namen und Telefonnummern</translation>
    </message>
    <message>
        <source>Your signature alone is enough, and the log shows it.</source>
        <translation>Ihre Signatur allein genügt, und das Log zeigt sie.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RolloutPage</name>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Fortsetzen…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Halt</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>No device has failed.</source>
        <translation>Kein Gerät ist gescheitert.</translation>
    </message>
    <message>
        <source>All rollouts</source>
        <translation>Alle Rollouts</translation>
    </message>
    <message>
        <source>Show the change</source>
        <translation>Änderung zeigen</translation>
    </message>
    <message>
        <source>Progress of the groups, with their thresholds</source>
        <translation>Fortschritt der Gruppen mit ihren Schwellen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Failures by category</source>
        <translation>Fehler nach Art</translation>
    </message>
    <message>
        <source>As lanes</source>
        <translation>Als Bahnen</translation>
    </message>
    <message>
        <source>Rollout of %1</source>
        <translation>Rollout von %1</translation>
    </message>
    <message>
        <source>%1 · started %2 · obeyed up to %3</source>
        <comment>model; when; a time</comment>
        <translation>%1 · begonnen %2 · befolgt bis %3</translation>
    </message>
    <message>
        <source>%1 of %2 completed</source>
        <comment>groups</comment>
        <translation>%1 von %2 abgeschlossen</translation>
    </message>
    <message>
        <source>It halted by itself %1. %2 Nothing goes on before others have approved it.</source>
        <comment>when; why</comment>
        <translation>Er hat %1 von selbst angehalten. %2 Nichts geht weiter, ehe andere es genehmigt haben.</translation>
    </message>
    <message>
        <source>%1 halted it %2. Nothing goes on before others have approved it.</source>
        <comment>who; when</comment>
        <translation>%1 hat ihn %2 angehalten. Nichts geht weiter, ehe andere es genehmigt haben.</translation>
    </message>
    <message>
        <source>It does not run.</source>
        <translation>Er läuft nicht.</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Er ist zu Ende.</translation>
    </message>
    <message>
        <source>Only what is paused or halted can be resumed.</source>
        <translation>Nur was pausiert oder angehalten ist, kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Your roles do not let you see rollouts.</source>
        <translation>Ihre Rollen lassen Sie keine Rollouts sehen.</translation>
    </message>
    <message>
        <source>Release managers, approvers and reviewers can.</source>
        <translation>Release-Verantwortliche, Genehmigende und Prüfende können es.</translation>
    </message>
    <message>
        <source>Asked by %1, approved by %2</source>
        <comment>who; who</comment>
        <translation>Beantragt von %1, genehmigt von %2</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RolloutWizard</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>New rollout</source>
        <translation>Neuer Rollout</translation>
    </message>
    <message>
        <source>1  What goes out</source>
        <translation>1  Was hinausgeht</translation>
    </message>
    <message>
        <source>2  To whom, and when</source>
        <translation>2  An wen und wann</translation>
    </message>
    <message>
        <source>3  Limits</source>
        <translation>3  Grenzen</translation>
    </message>
    <message>
        <source>4  The whole plan</source>
        <translation>4  Der ganze Plan</translation>
    </message>
    <message>
        <source>Which device is in which group is computed from the change that others approve, so that nobody chooses who is first, and anyone can replay it. Devices that come later are not in it.</source>
        <translation>Welches Gerät in welcher Gruppe ist, wird aus der Änderung berechnet, die andere genehmigen, so dass niemand wählt, wer zuerst dran ist, und alle es nachrechnen können. Geräte, die später kommen, sind nicht dabei.</translation>
    </message>
    <message>
        <source>Nothing starts before somebody else has approved it.</source>
        <translation>Nichts beginnt, ehe jemand anderes es genehmigt hat.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Propose the start…</source>
        <translation>Beginn vorschlagen…</translation>
    </message>
    <message>
        <source>Choose a release.</source>
        <translation>Wählen Sie ein Release.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Model</source>
        <comment>of a rollout</comment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number; name of a group</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Silent devices</source>
        <translation>Stille Geräte</translation>
    </message>
    <message>
        <source>fail after %1</source>
        <translation>scheitern nach %1</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message numerus="yes">
        <source>%n, the second after %1</source>
        <translation>
            <numerusform>%n, der zweite nach %1</numerusform>
            <numerusform>%n, der zweite nach %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>%1 a second, all together</source>
        <translation>%1 je Sekunde, alle zusammen</translation>
    </message>
    <message>
        <source>as fast as they go</source>
        <translation>so schnell sie gehen</translation>
    </message>
    <message>
        <source>Obeyed for</source>
        <translation>Befolgt für</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Pilot</source>
        <translation>Pilot</translation>
    </message>
    <message>
        <source>Early</source>
        <translation>Frühe</translation>
    </message>
    <message>
        <source>Everybody else</source>
        <translation>Alle anderen</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RolloutWordsProxy</name>
    <message>
        <source>%1 of %2</source>
        <comment>groups that are completed; of all</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Model</source>
        <comment>of a rollout</comment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Groups done</source>
        <translation>Gruppen fertig</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>Durch Änderung</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Beantragt von</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Genehmigt von</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RolloutsPane</name>
    <message>
        <source>Rollouts</source>
        <translation>Rollouts</translation>
    </message>
    <message>
        <source>New rollout…</source>
        <translation>Neuer Rollout…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show only rollouts with these words</source>
        <translation>Nur Rollouts mit diesen Wörtern zeigen</translation>
    </message>
    <message>
        <source>No rollouts yet</source>
        <translation>Noch keine Rollouts</translation>
    </message>
    <message>
        <source>A release reaches devices group by group, once others have approved the plan.</source>
        <translation>Ein Release erreicht Geräte Gruppe für Gruppe, sobald andere den Plan genehmigt haben.</translation>
    </message>
    <message>
        <source>Your roles do not let you see rollouts.</source>
        <translation>Ihre Rollen lassen Sie keine Rollouts sehen.</translation>
    </message>
    <message>
        <source>Release managers, approvers and security reviewers can.</source>
        <translation>Release-Verantwortliche, Genehmigende und Sicherheitsprüfende können es.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts entspricht dem Filter</translation>
    </message>
    <message>
        <source>Show all rollouts</source>
        <translation>Alle Rollouts zeigen</translation>
    </message>
    <message>
        <source>Release managers plan rollouts, and others approve them.</source>
        <translation>Release-Verantwortliche planen Rollouts, und andere genehmigen sie.</translation>
    </message>
    <message>
        <source>Choose a rollout first.</source>
        <translation>Wählen Sie zuerst einen Rollout.</translation>
    </message>
    <message>
        <source>Your roles do not let you stop a rollout.</source>
        <translation>Ihre Rollen lassen Sie keinen Rollout anhalten.</translation>
    </message>
    <message>
        <source>Release managers ask for it, and others approve.</source>
        <translation>Release-Verantwortliche beantragen es, und andere genehmigen.</translation>
    </message>
    <message>
        <source>Release, model, state or person</source>
        <translation>Release, Modell, Zustand oder Person</translation>
    </message>
    <message>
        <source>No rollout has these words in its release, model or state, or by whom it is.</source>
        <translation>Kein Rollout hat diese Wörter in Release, Modell oder Zustand oder ist von dieser Person.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::RootWordsProxy</name>
    <message>
        <source>the founding</source>
        <translation>die Gründung</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>Durch Änderung</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::SignatureCards</name>
    <message>
        <source>Has not signed</source>
        <translation>Hat nicht signiert</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Beantragt von</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Genehmigt von</translation>
    </message>
    <message>
        <source>Show the change</source>
        <translation>Änderung zeigen</translation>
    </message>
    <message>
        <source>Once others have approved that it may, it signs where its token is:</source>
        <translation>Sobald andere genehmigt haben, dass sie es darf, signiert sie dort, wo ihr Token ist:</translation>
    </message>
    <message>
        <source>Once others have approved that it may, it signs by itself, beside its hardware module.</source>
        <translation>Sobald andere genehmigt haben, dass sie es darf, signiert sie von selbst neben ihrem Hardwaremodul.</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::StageTrack</name>
    <message>
        <source>%1, reached</source>
        <comment>a stage</comment>
        <translation>%1, erreicht</translation>
    </message>
    <message>
        <source>%1, next</source>
        <comment>a stage</comment>
        <translation>%1, als Nächstes</translation>
    </message>
    <message>
        <source>next</source>
        <comment>stage</comment>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>passed by</source>
        <comment>stage</comment>
        <translation>übergangen</translation>
    </message>
</context>
<context>
    <name>enigm::views::ota::TrustPane</name>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Signing authorities</source>
        <translation>Signierende Stellen</translation>
    </message>
    <message>
        <source>Keys of the signing authorities</source>
        <translation>Schlüssel der signierenden Stellen</translation>
    </message>
    <message>
        <source>Roles of the repository</source>
        <translation>Rollen des Repositorys</translation>
    </message>
    <message>
        <source>Roots, the newest first</source>
        <translation>Wurzeln, die neueste zuerst</translation>
    </message>
    <message>
        <source>Roots that the repository had</source>
        <translation>Wurzeln, die das Repository hatte</translation>
    </message>
    <message>
        <source>Expires soon: %1. Have the next version signed before.</source>
        <translation>Läuft bald ab: %1. Lassen Sie vorher die nächste Version signieren.</translation>
    </message>
    <message>
        <source>Expired: %1. Devices take no update until the next version is signed.</source>
        <translation>Abgelaufen: %1. Geräte nehmen kein Update, bis die nächste Version signiert ist.</translation>
    </message>
    <message>
        <source>%1 version %2 has %3 of %4 signatures</source>
        <comment>a role of the repository</comment>
        <translation>%1 Version %2 hat %3 von %4 Signaturen</translation>
    </message>
    <message>
        <source>No keys for updates yet</source>
        <translation>Noch keine Schlüssel für Updates</translation>
    </message>
    <message>
        <source>Before anything is published, governance names the keys of both signing authorities and the first root.</source>
        <translation>Ehe etwas veröffentlicht wird, nennt die Governance die Schlüssel beider Stellen und die erste Wurzel.</translation>
    </message>
    <message>
        <source>Your roles do not let you see whom devices trust.</source>
        <translation>Ihre Rollen lassen Sie nicht sehen, wem Geräte vertrauen.</translation>
    </message>
    <message>
        <source>Release managers, approvers and security reviewers can.</source>
        <translation>Release-Verantwortliche, Genehmigende und Sicherheitsprüfende können es.</translation>
    </message>
    <message>
        <source>%1. Its keys sign with enigmctl tuf sign.</source>
        <comment>what waits for signatures</comment>
        <translation>%1. Ihre Schlüssel signieren mit enigmctl tuf sign.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::AffectedWordsProxy</name>
    <message>
        <source>, </source>
        <comment>between questions</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>Loses</source>
        <translation>Verliert</translation>
    </message>
    <message>
        <source>Gains</source>
        <translation>Gewinnt</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::AssignWindow</name>
    <message>
        <source>Every device, now and later</source>
        <translation>Jedes Gerät, jetzt und später</translation>
    </message>
    <message>
        <source>Devices of these groups</source>
        <translation>Geräte dieser Gruppen</translation>
    </message>
    <message>
        <source>Ask for it…</source>
        <translation>Beantragen…</translation>
    </message>
    <message>
        <source>Assign policy</source>
        <translation>Richtlinie zuweisen</translation>
    </message>
    <message>
        <source>For which devices is “%1”?</source>
        <translation>Für welche Geräte ist „%1“?</translation>
    </message>
    <message>
        <source>Policies of this kind decide about operators.</source>
        <translation>Richtlinien dieser Art entscheiden über Operatoren.</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Overlaps and conflicts</source>
        <translation>Überschneidungen und Widersprüche</translation>
    </message>
    <message>
        <source>Nothing is signed yet.</source>
        <translation>Noch ist nichts signiert.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It is for these devices already.</source>
        <translation>Sie ist schon für diese Geräte.</translation>
    </message>
    <message>
        <source>What it would meet among the policies in force:</source>
        <translation>Worauf sie unter den geltenden Richtlinien träfe:</translation>
    </message>
    <message>
        <source>It would meet no other policy.</source>
        <translation>Sie träfe auf keine andere Richtlinie.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::ChooserFrame</name>
    <message>
        <source>Esc drops it</source>
        <translation>Esc verwirft es</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::ConditionsChooser</name>
    <message>
        <source>Without times the rule holds at any.</source>
        <translation>Ohne Zeiten gilt die Regel jederzeit.</translation>
    </message>
    <message>
        <source>The device has to be in one of them. With none ticked, its groups do not matter.</source>
        <translation>Das Gerät muss in einer davon sein. Ist keine angekreuzt, kommt es auf seine Gruppen nicht an.</translation>
    </message>
    <message>
        <source>One of them has to be so. With none ticked it does not matter; with all of them ticked it only has to be known.</source>
        <translation>Eines davon muss so sein. Ist nichts angekreuzt, kommt es nicht darauf an; ist alles angekreuzt, muss es nur bekannt sein.</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>Wonach gefragt wird</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::DiffPanel</name>
    <message>
        <source>Added</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>%1, before: %2</source>
        <comment>what a cell holds now; what it held</comment>
        <translation>%1, vorher: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) added</source>
        <translation>
            <numerusform>%n Regel neu</numerusform>
            <numerusform>%n Regeln neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) removed</source>
        <translation>
            <numerusform>%n Regel entfernt</numerusform>
            <numerusform>%n Regeln entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) changed</source>
        <translation>
            <numerusform>%n Regel geändert</numerusform>
            <numerusform>%n Regeln geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>another name</source>
        <translation>anderer Name</translation>
    </message>
    <message>
        <source>other settings</source>
        <translation>andere Einstellungen</translation>
    </message>
    <message>
        <source>Both say the same.</source>
        <translation>Beide sagen dasselbe.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::FindingList</name>
    <message>
        <source>%1: %2</source>
        <comment>kind or place; what is wrong there</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>rule, cell</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>unnamed rule</source>
        <translation>Regel ohne Namen</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::ObligationsChooser</name>
    <message>
        <source>Obligations</source>
        <translation>Pflichten</translation>
    </message>
    <message>
        <source>Whoever enforces the permit sees to it. One path at most.</source>
        <translation>Wer die Erlaubnis durchsetzt, sorgt dafür. Höchstens ein Pfad.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::OutcomeTableModel</name>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>A device may</source>
        <translation>Ein Gerät darf</translation>
    </message>
    <message>
        <source>Lose</source>
        <translation>Verlieren</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gewinnen</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::PoliciesPane</name>
    <message>
        <source>Policies</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>New policy…</source>
        <translation>Neue Richtlinie…</translation>
    </message>
    <message>
        <source>Name or kind</source>
        <translation>Name oder Art</translation>
    </message>
    <message>
        <source>Show only policies with these words</source>
        <translation>Nur Richtlinien mit diesen Wörtern zeigen</translation>
    </message>
    <message>
        <source>No policies yet</source>
        <translation>Noch keine Richtlinien</translation>
    </message>
    <message>
        <source>Without a policy nothing is allowed. Write one, and have others sign it.</source>
        <translation>Ohne Richtlinie ist nichts erlaubt. Schreiben Sie eine und lassen Sie sie von anderen signieren.</translation>
    </message>
    <message>
        <source>Your roles do not let you see policies.</source>
        <translation>Ihre Rollen erlauben Ihnen nicht, Richtlinien zu sehen.</translation>
    </message>
    <message>
        <source>Administrators, approvers and security reviewers can.</source>
        <translation>Administratoren, Genehmiger und Sicherheitsprüfer können es.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>No policy has these words in its name or kind.</source>
        <translation>Keine Richtlinie hat diese Wörter im Namen oder in der Art.</translation>
    </message>
    <message>
        <source>Show all policies</source>
        <translation>Alle Richtlinien zeigen</translation>
    </message>
    <message>
        <source>Administrators write policies and ask for them, and approvers sign them off.</source>
        <translation>Administratoren schreiben Richtlinien und beantragen sie, Genehmiger zeichnen sie ab.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::PolicyChangePanel</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::PolicyDetailPanel</name>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Zuweisen…</translation>
    </message>
    <message>
        <source>Roll back to this version…</source>
        <translation>Auf diese Version zurücksetzen…</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>Zuweisung</translation>
    </message>
    <message>
        <source>Versions of the policy</source>
        <translation>Versionen der Richtlinie</translation>
    </message>
    <message>
        <source>Overlaps and conflicts</source>
        <translation>Überschneidungen und Widersprüche</translation>
    </message>
    <message>
        <source>version %1 in force</source>
        <translation>Version %1 in Kraft</translation>
    </message>
    <message>
        <source>not published yet</source>
        <translation>noch nicht veröffentlicht</translation>
    </message>
    <message>
        <source>a draft that is not sound yet</source>
        <translation>ein Entwurf, der noch nicht stimmig ist</translation>
    </message>
    <message>
        <source>a draft</source>
        <translation>ein Entwurf</translation>
    </message>
    <message>
        <source>In force for</source>
        <translation>In Kraft für</translation>
    </message>
    <message>
        <source>no device</source>
        <translation>kein Gerät</translation>
    </message>
    <message>
        <source>What it meets among the policies in force:</source>
        <translation>Worauf sie unter den geltenden Richtlinien trifft:</translation>
    </message>
    <message>
        <source>It meets no other policy, and each of its rules can hold.</source>
        <translation>Sie trifft auf keine andere Richtlinie, und jede ihrer Regeln kann gelten.</translation>
    </message>
    <message>
        <source>Choose a version to compare it with the one in force, or two versions.</source>
        <translation>Wählen Sie eine Version, um sie mit der geltenden zu vergleichen, oder zwei Versionen.</translation>
    </message>
    <message>
        <source>What version %1 changed of version %2</source>
        <translation>Was Version %1 an Version %2 geändert hat</translation>
    </message>
    <message>
        <source>Publish it first.</source>
        <translation>Veröffentlichen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>Choose one version that is not in force.</source>
        <translation>Wählen Sie eine Version, die nicht in Kraft ist.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::PolicyEditor</name>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save draft</source>
        <translation>Entwurf sichern</translation>
    </message>
    <message>
        <source>Propose publication…</source>
        <translation>Veröffentlichung vorschlagen…</translation>
    </message>
    <message>
        <source>New policy</source>
        <translation>Neue Richtlinie</translation>
    </message>
    <message>
        <source>Edit policy</source>
        <translation>Richtlinie bearbeiten</translation>
    </message>
    <message>
        <source>What the policy is for; never a person&apos;s name</source>
        <translation>Wofür die Richtlinie ist; nie der Name einer Person</translation>
    </message>
    <message>
        <source>Name of the policy</source>
        <translation>Name der Richtlinie</translation>
    </message>
    <message>
        <source>Kind of policy</source>
        <translation>Art der Richtlinie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Decides about</source>
        <translation>Entscheidet über</translation>
    </message>
    <message>
        <source>In plain language</source>
        <translation>In klaren Worten</translation>
    </message>
    <message>
        <source>Problems and findings</source>
        <translation>Fehler und Befunde</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Policies of this kind decide about operators.</source>
        <translation>Richtlinien dieser Art entscheiden über Operatoren.</translation>
    </message>
    <message>
        <source>A policy without rules allows nothing. Add a rule to begin.</source>
        <translation>Eine Richtlinie ohne Regeln erlaubt nichts. Fügen Sie eine Regel hinzu, um zu beginnen.</translation>
    </message>
    <message>
        <source>To be mended before this can be published:</source>
        <translation>Zu beheben, bevor das veröffentlicht werden kann:</translation>
    </message>
    <message>
        <source>This can be published. You may not mean everything in it:</source>
        <translation>Das kann veröffentlicht werden. Vielleicht ist nicht alles darin so gemeint:</translation>
    </message>
    <message>
        <source>Nothing is wrong with this policy, and nothing in it looks unmeant.</source>
        <translation>Mit dieser Richtlinie ist alles in Ordnung, und nichts darin wirkt ungewollt.</translation>
    </message>
    <message>
        <source>Findings (%1)</source>
        <translation>Befunde (%1)</translation>
    </message>
    <message>
        <source>Mend what is wrong first.</source>
        <translation>Beheben Sie zuerst, was nicht stimmt.</translation>
    </message>
    <message>
        <source>It says what is in force already.</source>
        <translation>Sie sagt, was schon in Kraft ist.</translation>
    </message>
    <message>
        <source>Give each rule a name of its own first.</source>
        <translation>Geben Sie zuerst jeder Regel einen eigenen Namen.</translation>
    </message>
    <message>
        <source>It is kept as it is written.</source>
        <translation>Sie ist gesichert, wie sie dasteht.</translation>
    </message>
    <message>
        <source>Not saved yet. Nothing is signed.</source>
        <translation>Noch nicht gesichert. Nichts ist signiert.</translation>
    </message>
    <message>
        <source>Kept as a draft. Nothing is signed.</source>
        <translation>Als Entwurf gesichert. Nichts ist signiert.</translation>
    </message>
    <message>
        <source>Nothing is signed yet.</source>
        <translation>Noch ist nichts signiert.</translation>
    </message>
    <message>
        <source>Discard what you wrote?</source>
        <translation>Verwerfen, was Sie geschrieben haben?</translation>
    </message>
    <message>
        <source>The draft is dropped for everybody. What is in force stays as it is.</source>
        <translation>Der Entwurf wird für alle verworfen. Was in Kraft ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>What is in force stays as it is.</source>
        <translation>Was in Kraft ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>Save what you wrote?</source>
        <translation>Sichern, was Sie geschrieben haben?</translation>
    </message>
    <message>
        <source>The draft was changed since it was saved.</source>
        <translation>Der Entwurf wurde seit dem Sichern geändert.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu sichern</translation>
    </message>
    <message>
        <source>As if it were for every device: it is for none until it is assigned.</source>
        <translation>Als wäre sie für jedes Gerät: Bis sie zugewiesen wird, ist sie für keines.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::PolicyReview</name>
    <message>
        <source>What it says</source>
        <translation>Was sie sagt</translation>
    </message>
    <message>
        <source>For which devices</source>
        <translation>Für welche Geräte</translation>
    </message>
    <message>
        <source>Who gains and loses what</source>
        <translation>Wer was gewinnt und verliert</translation>
    </message>
    <message>
        <source>In force for</source>
        <translation>In Kraft für</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Policies of this kind decide about operators.</source>
        <translation>Richtlinien dieser Art entscheiden über Operatoren.</translation>
    </message>
    <message>
        <source>It is for no device until it is assigned by another change.</source>
        <translation>Sie ist für kein Gerät, bis sie durch eine andere Änderung zugewiesen wird.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::PolicyWordsProxy</name>
    <message>
        <source>none</source>
        <comment>draft</comment>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Not sound yet</source>
        <translation>Noch nicht stimmig</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>nicht veröffentlicht</translation>
    </message>
    <message>
        <source>no device</source>
        <translation>kein Gerät</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Decides about</source>
        <translation>Entscheidet über</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>Durch Änderung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::RollBackWindow</name>
    <message>
        <source>Roll back policy</source>
        <translation>Richtlinie zurücksetzen</translation>
    </message>
    <message>
        <source>Bring version %1 of “%2” back</source>
        <translation>Version %1 von „%2“ zurückholen</translation>
    </message>
    <message>
        <source>Nothing is signed yet.</source>
        <translation>Noch ist nichts signiert.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ask for it…</source>
        <translation>Beantragen…</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::RuleSentences</name>
    <message>
        <source>It has no rules: nothing is allowed by it.</source>
        <translation>Sie hat keine Regeln: Durch sie ist nichts erlaubt.</translation>
    </message>
    <message>
        <source>What no rule allows is denied, and a rule that denies overrides every one that allows.</source>
        <translation>Was keine Regel erlaubt, ist verweigert, und eine Regel, die verweigert, geht jeder vor, die erlaubt.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::RuleTable</name>
    <message>
        <source>Add rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Rules of the policy</source>
        <translation>Regeln der Richtlinie</translation>
    </message>
    <message>
        <source>A policy has at most %1 rules.</source>
        <translation>Eine Richtlinie hat höchstens %1 Regeln.</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::TimesEdit</name>
    <message>
        <source>Add times</source>
        <translation>Zeiten hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Times at which the rule holds</source>
        <translation>Zeiten, zu denen die Regel gilt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::VersionWordsProxy</name>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Not in force</source>
        <translation>Nicht in Kraft</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>Durch Änderung</translation>
    </message>
</context>
<context>
    <name>enigm::views::policies::WhatIfPanel</name>
    <message>
        <source>Device by device</source>
        <translation>Gerät für Gerät</translation>
    </message>
    <message>
        <source>Every question</source>
        <translation>Jede Frage</translation>
    </message>
    <message>
        <source>What devices may do, now and then</source>
        <translation>Was Geräte dürfen, jetzt und dann</translation>
    </message>
    <message>
        <source>Devices that gain or lose something</source>
        <translation>Geräte, die etwas gewinnen oder verlieren</translation>
    </message>
    <message>
        <source>No device is touched</source>
        <translation>Kein Gerät ist betroffen</translation>
    </message>
    <message>
        <source>Nothing changes</source>
        <translation>Nichts ändert sich</translation>
    </message>
    <message>
        <source>What devices may do stays as it is by the policies in force.</source>
        <translation>Was Geräte dürfen, bleibt, wie es nach den geltenden Richtlinien ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) lose something</source>
        <translation>
            <numerusform>%n Gerät verliert etwas</numerusform>
            <numerusform>%n Geräte verlieren etwas</numerusform>
        </translation>
    </message>
    <message>
        <source>No device loses anything</source>
        <translation>Kein Gerät verliert etwas</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) gain something</source>
        <translation>
            <numerusform>%n Gerät gewinnt etwas</numerusform>
            <numerusform>%n Geräte gewinnen etwas</numerusform>
        </translation>
    </message>
    <message>
        <source>No device gains anything</source>
        <translation>Kein Gerät gewinnt etwas</translation>
    </message>
    <message numerus="yes">
        <source>Computed over %n device(s) as of %1.</source>
        <translation>
            <numerusform>Berechnet über %n Gerät, Stand %1.</numerusform>
            <numerusform>Berechnet über %n Geräte, Stand %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Some rules look at the time: this is how it would be at %1.</source>
        <translation>Einige Regeln hängen von der Zeit ab: So wäre es um %1.</translation>
    </message>
    <message>
        <source>The next answer is on its way.</source>
        <translation>Die nächste Antwort ist unterwegs.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
</context>
<context>
    <name>enigm::views::review::ComposeWindow</name>
    <message>
        <source>Devices of this change</source>
        <translation>Geräte dieser Änderung</translation>
    </message>
    <message>
        <source>Why, in words that name no person and no phone number</source>
        <translation>Warum, in Worten, die keine Person und keine Telefonnummer nennen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Ticket or incident, if there is one</source>
        <translation>Ticket oder Vorfall, falls vorhanden</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Return to</source>
        <translation>Zurückführen zu</translation>
    </message>
    <message>
        <source>Approve within</source>
        <translation>Genehmigen innerhalb von</translation>
    </message>
    <message>
        <source>Nothing happens before somebody else approves it.</source>
        <translation>Nichts geschieht, bevor jemand anderes es genehmigt.</translation>
    </message>
    <message>
        <source>This happens at once, by your signature alone.</source>
        <translation>Dies geschieht sofort, allein durch Ihre Unterschrift.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Say why: the reason goes into the log and is what the approver reads.</source>
        <translation>Sagen Sie, warum: Der Grund kommt ins Protokoll, und der Genehmiger liest ihn.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Joins group</source>
        <translation>Kommt in Gruppe</translation>
    </message>
    <message>
        <source>These devices enrolled for different groups: choose one, or ask for them apart.</source>
        <translation>Diese Geräte haben sich für verschiedene Gruppen angemeldet: Wählen Sie eine, oder beantragen Sie sie getrennt.</translation>
    </message>
    <message>
        <source>Nothing happens before an approver and a reviewer agree.</source>
        <translation>Nichts geschieht, bevor ein Genehmiger und ein Prüfer zustimmen.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Back to version</source>
        <translation>Zurück zu Version</translation>
    </message>
</context>
<context>
    <name>enigm::views::review::EffectPanel</name>
    <message>
        <source>becomes</source>
        <translation>wird zu</translation>
    </message>
    <message>
        <source>Returns to</source>
        <translation>Kehrt zurück zu</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Revoked key</source>
        <translation>Widerrufener Schlüssel</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>Zeuge</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>Unabhängig</translation>
    </message>
    <message>
        <source>no, a stand-in of this deployment</source>
        <translation>nein, ein Platzhalter dieser Installation</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) have changed since this was asked. Ask for it again with the devices as they are now.</source>
        <translation>
            <numerusform>%n Gerät hat sich seit dem Antrag geändert. Beantragen Sie es erneut mit den Geräten, wie sie jetzt sind.</numerusform>
            <numerusform>%n Geräte haben sich seit dem Antrag geändert. Beantragen Sie es erneut mit den Geräten, wie sie jetzt sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has changed since it was asked.</source>
        <translation>Seit dem Antrag hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Devices of this change</source>
        <translation>Geräte dieser Änderung</translation>
    </message>
    <message>
        <source>Operator id</source>
        <translation>Operator-ID</translation>
    </message>
    <message>
        <source>Whoever asked has lost the key or the role since.</source>
        <translation>Wer den Antrag gestellt hat, hat seither den Schlüssel oder die Rolle verloren.</translation>
    </message>
    <message>
        <source>The directory has changed since: %1.</source>
        <translation>Das Verzeichnis hat sich seither geändert: %1.</translation>
    </message>
    <message>
        <source>This can no longer be carried out. %1</source>
        <translation>Das lässt sich nicht mehr ausführen. %1</translation>
    </message>
    <message>
        <source>Nothing has changed since it was asked, by what the control plane says of the devices.</source>
        <translation>Seit dem Antrag hat sich nichts geändert, soweit die Steuerungsebene es von den Geräten sagt.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>What was asked for</source>
        <translation>Was beantragt war</translation>
    </message>
    <message>
        <source>The group has been changed since. Ask for it again with the group as it is now.</source>
        <translation>Die Gruppe wurde seither geändert. Beantragen Sie es erneut, mit der Gruppe, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>%1   added</source>
        <translation>%1   neu</translation>
    </message>
    <message>
        <source>No longer listed</source>
        <translation>Nicht mehr aufgeführt</translation>
    </message>
    <message>
        <source>Joins group</source>
        <translation>Kommt in Gruppe</translation>
    </message>
    <message>
        <source>Group id</source>
        <translation>Gruppen-ID</translation>
    </message>
    <message>
        <source>The group that the devices would join is gone, full, or has a rule by now.</source>
        <translation>Die Gruppe, in die die Geräte kämen, ist fort, voll oder hat inzwischen eine Regel.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Policy id</source>
        <translation>Kennung der Richtlinie</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Back to version</source>
        <translation>Zurück zu Version</translation>
    </message>
    <message>
        <source>Enforcement point</source>
        <translation>Durchsetzungspunkt</translation>
    </message>
    <message>
        <source>Network path</source>
        <translation>Netzpfad</translation>
    </message>
</context>
<context>
    <name>enigm::views::review::ResultsPanel</name>
    <message>
        <source>At the devices</source>
        <translation>Bei den Geräten</translation>
    </message>
    <message>
        <source>What became of it at each device</source>
        <translation>Was bei jedem Gerät daraus wurde</translation>
    </message>
    <message>
        <source>Asking how far it has come…</source>
        <translation>Der Stand wird erfragt…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n device(s) have acknowledged</source>
        <translation>
            <numerusform>%1 von %n Gerät hat bestätigt</numerusform>
            <numerusform>%1 von %n Geräten haben bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s)</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n hat abgelehnt</numerusform>
            <numerusform>%n haben abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expired</source>
        <translation>
            <numerusform>%n abgelaufen</numerusform>
            <numerusform>%n abgelaufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n abgebrochen</numerusform>
            <numerusform>%n abgebrochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n übersprungen</numerusform>
            <numerusform>%n übersprungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>enigm::views::review::ReviewWindow</name>
    <message>
        <source>Review change</source>
        <translation>Änderung prüfen</translation>
    </message>
    <message>
        <source>Comment (goes into the log)</source>
        <translation>Kommentar (kommt ins Protokoll)</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Save evidence…</source>
        <translation>Nachweise sichern…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Ablehnen…</translation>
    </message>
    <message>
        <source>Step up and sign</source>
        <translation>Bestätigen und unterschreiben</translation>
    </message>
    <message>
        <source>This change could not be verified</source>
        <translation>Diese Änderung konnte nicht verifiziert werden</translation>
    </message>
    <message numerus="yes">
        <source>waits for %n more signature(s) · %1 left</source>
        <translation>
            <numerusform>wartet auf %n weitere Unterschrift · noch %1</numerusform>
            <numerusform>wartet auf %n weitere Unterschriften · noch %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Reject: %1</source>
        <translation>Ablehnen: %1</translation>
    </message>
    <message>
        <source>Say why you reject this, in the comment.</source>
        <translation>Sagen Sie im Kommentar, warum Sie das ablehnen.</translation>
    </message>
    <message>
        <source>Withdraw: %1</source>
        <translation>Zurückziehen: %1</translation>
    </message>
    <message>
        <source>Save evidence</source>
        <translation>Nachweise sichern</translation>
    </message>
    <message>
        <source>Evidence bundles (*.json)</source>
        <translation>Nachweisbündel (*.json)</translation>
    </message>
    <message>
        <source>The evidence was verified and saved to %1.</source>
        <translation>Die Nachweise wurden verifiziert und in %1 gesichert.</translation>
    </message>
    <message>
        <source>Your roles do not let you review this change.</source>
        <translation>Ihre Rollen erlauben nicht, diese Änderung zu prüfen.</translation>
    </message>
    <message>
        <source>Whoever asked for it or may sign it can, and so can security reviewers.</source>
        <translation>Wer sie beantragt hat oder unterzeichnen darf und Sicherheitsprüfer dürfen es.</translation>
    </message>
    <message>
        <source>cannot be carried out · %1 left</source>
        <translation>nicht mehr ausführbar · noch %1</translation>
    </message>
    <message>
        <source>This change cannot be shown</source>
        <translation>Diese Änderung kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>%1, as served</source>
        <translation>%1, laut Server</translation>
    </message>
    <message>
        <source>This change could not be verified up to now. Try again first.</source>
        <translation>Diese Änderung konnte nicht bis jetzt verifiziert werden. Versuchen Sie es zuerst erneut.</translation>
    </message>
</context>
<context>
    <name>enigm::views::review::SignersPanel</name>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Beantragt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Genehmigt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>%n more of: %1</source>
        <translation>
            <numerusform>noch %n aus: %1</numerusform>
            <numerusform>noch %n aus: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>the least of this kind of act</source>
        <translation>das Mindeste für einen solchen Vorgang</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, Version %2</translation>
    </message>
    <message>
        <source>Approve by</source>
        <translation>Genehmigen bis</translation>
    </message>
    <message>
        <source>entry %1, proven</source>
        <translation>Eintrag %1, bewiesen</translation>
    </message>
    <message>
        <source>Executed</source>
        <translation>Ausgeführt</translation>
    </message>
    <message>
        <source>Compare aloud</source>
        <translation>Laut vergleichen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>The key has been revoked since.</source>
        <translation>Der Schlüssel wurde seither widerrufen.</translation>
    </message>
    <message>
        <source>The rule asks for another role.</source>
        <translation>Die Regel verlangt eine andere Rolle.</translation>
    </message>
    <message>
        <source>Another signature from the same console counts.</source>
        <translation>Es zählt eine andere Unterschrift von derselben Konsole.</translation>
    </message>
    <message>
        <source>Does not count</source>
        <translation>Zählt nicht</translation>
    </message>
    <message>
        <source>entry %1, as served</source>
        <translation>Eintrag %1, laut Server</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>%1, as served</source>
        <translation>%1, laut Server</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Passed: so many devices in so short a time need more people to sign.</source>
        <translation>Überschritten: So viele Geräte in so kurzer Zeit müssen mehr Personen signieren.</translation>
    </message>
    <message>
        <source>Beyond the limit</source>
        <translation>Über der Grenze</translation>
    </message>
    <message>
        <source>Cancelled with everything that waited, as served</source>
        <translation>Mit allem Wartenden abgebrochen, wie vom Server gemeldet</translation>
    </message>
</context>
<context>
    <name>enigm::views::signin::FirstRunPage</name>
    <message>
        <source>Try it here</source>
        <translation>Hier ausprobieren</translation>
    </message>
    <message>
        <source>Choose deployment file…</source>
        <translation>Installationsdatei wählen…</translation>
    </message>
    <message>
        <source>A sample organisation</source>
        <translation>Eine Musterorganisation</translation>
    </message>
    <message>
        <source>Founds a control plane with a sample fleet on this machine, reachable from here alone. It stops with this console. You can play both sides of an approval.</source>
        <translation>Gründet auf diesem Rechner eine Steuerungsebene mit einer Musterflotte, die nur von hier aus erreichbar ist. Sie endet mit dieser Konsole. Sie können beide Seiten einer Genehmigung spielen.</translation>
    </message>
    <message>
        <source>Your organisation</source>
        <translation>Ihre Organisation</translation>
    </message>
    <message>
        <source>Connects to a control plane by the deployment file that its operator handed to you. The file holds the keys that this console will trust.</source>
        <translation>Verbindet mit einer Steuerungsebene über die Installationsdatei, die Ihnen deren Betreiber übergeben hat. Die Datei enthält die Schlüssel, denen diese Konsole vertrauen wird.</translation>
    </message>
    <message>
        <source>Welcome to Enigm Command</source>
        <translation>Willkommen bei Enigm Command</translation>
    </message>
    <message>
        <source>Deployment file</source>
        <translation>Installationsdatei</translation>
    </message>
    <message>
        <source>Deployment files (*.json)</source>
        <translation>Installationsdateien (*.json)</translation>
    </message>
</context>
<context>
    <name>enigm::views::signin::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Operators of this console</source>
        <translation>Operatoren dieser Konsole</translation>
    </message>
    <message>
        <source>Passphrase of the operator key</source>
        <translation>Passphrase des Operatorschlüssels</translation>
    </message>
    <message>
        <source>Add key…</source>
        <translation>Schlüssel hinzufügen…</translation>
    </message>
    <message>
        <source>Another deployment…</source>
        <translation>Andere Installation…</translation>
    </message>
    <message>
        <source>%1 · key %2</source>
        <translation>%1 · Schlüssel %2</translation>
    </message>
    <message>
        <source>This console holds no operator key of this deployment yet. Add one.</source>
        <translation>Diese Konsole hat noch keinen Operatorschlüssel dieser Installation. Fügen Sie einen hinzu.</translation>
    </message>
    <message>
        <source>Operator key</source>
        <translation>Operatorschlüssel</translation>
    </message>
    <message>
        <source>Operator keys (*.json)</source>
        <translation>Operatorschlüssel (*.json)</translation>
    </message>
    <message>
        <source>Token PIN (%1)</source>
        <translation>Token-PIN (%1)</translation>
    </message>
    <message>
        <source>The token refuses that PIN, and may lock itself after a few wrong ones.</source>
        <translation>Das Token nimmt diese PIN nicht an und sperrt sich womöglich nach wenigen falschen.</translation>
    </message>
    <message>
        <source>That passphrase does not open this operator&apos;s key.</source>
        <translation>Diese Passphrase öffnet den Schlüssel dieses Operators nicht.</translation>
    </message>
    <message>
        <source>Enter what opens this operator&apos;s key.</source>
        <translation>Geben Sie ein, was den Schlüssel dieses Operators öffnet.</translation>
    </message>
</context>
<context>
    <name>enigm::views::stepup::SheetStepUpPrompt</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Confirm with your key and PIN</source>
        <translation>Mit Schlüssel und PIN bestätigen</translation>
    </message>
</context>
<context>
    <name>enigm::views::stepup::StepUpBody</name>
    <message>
        <source>Compare aloud: %1</source>
        <translation>Laut vergleichen: %1</translation>
    </message>
    <message numerus="yes">
        <source>The PIN was wrong. %n attempt(s) are left.</source>
        <translation>
            <numerusform>Die PIN war falsch. Es bleibt %n Versuch.</numerusform>
            <numerusform>Die PIN war falsch. Es bleiben %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Your PIN, six digits</source>
        <translation>Ihre PIN, sechs Ziffern</translation>
    </message>
    <message>
        <source>Passphrase of your key</source>
        <translation>Passphrase Ihres Schlüssels</translation>
    </message>
    <message>
        <source>Token PIN (%1)</source>
        <translation>Token-PIN (%1)</translation>
    </message>
    <message>
        <source>Your key is opened for this signature only. The PIN confirms exactly this act, once.</source>
        <translation>Ihr Schlüssel wird nur für diese Unterschrift geöffnet. Die PIN bestätigt genau diesen Vorgang, ein einziges Mal.</translation>
    </message>
    <message>
        <source>That passphrase does not open your key. Enter both again; no attempt at the PIN was spent.</source>
        <translation>Diese Passphrase öffnet Ihren Schlüssel nicht. Geben Sie beides erneut ein; kein PIN-Versuch wurde verbraucht.</translation>
    </message>
    <message>
        <source>The token refuses that PIN, and may lock itself after a few wrong ones. Enter both again; no attempt at your own PIN was spent.</source>
        <translation>Das Token nimmt diese PIN nicht an und sperrt sich womöglich nach wenigen falschen. Geben Sie beides erneut ein; kein Versuch bei Ihrer eigenen PIN wurde verbraucht.</translation>
    </message>
    <message>
        <source>The PIN was wrong.</source>
        <translation>Die PIN war falsch.</translation>
    </message>
    <message>
        <source>Enter both again.</source>
        <translation>Geben Sie beides erneut ein.</translation>
    </message>
</context>
</TS>
