# `lotsenwerk audit`: was mit Anfragen, Angeboten und Einsätzen geschah.

audit-none = Nichts ist verzeichnet.
audit-line = { $when }  { $who }: { $what }  { $subject }

audit-actor-system = Programm
audit-actor-operator = Kommandozeile
audit-actor-lotse = Lots*in
audit-actor-requester = Anfragende Stelle
audit-actor-coordinator = Projekt

audit-request-imported = Anfrage aufgenommen
audit-request-changed = Anfrage geändert
audit-request-proposed = Lots*in für die Anfrage vorgeschlagen
audit-request-unserved = Anfrage ohne Lots*in geblieben
audit-request-offered = Lots*in für die Anfrage gefragt
audit-request-assigned = Anfrage besetzt
audit-request-reopened = Anfrage wieder offen
audit-request-completed = Anfrage erledigt
audit-request-cancelled = Anfrage abgesagt
audit-request-expired = Anfrage abgelaufen
audit-offer-released = Angebot gemacht
audit-offer-accepted = Angebot angenommen
audit-offer-declined = Angebot abgelehnt
audit-offer-expired = Angebot abgelaufen
audit-offer-withdrawn = Angebot zurückgezogen
audit-assignment-confirmed = Einsatz bestätigt
audit-assignment-changed = Einsatz verlegt
audit-assignment-cancelled = Einsatz abgesagt
audit-assignment-completed = Einsatz hat stattgefunden
audit-assignment-no-show = Einsatz versäumt
