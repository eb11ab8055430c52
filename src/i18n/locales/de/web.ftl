# Pages for Lotsen without an account: du, short. They also show texts of mail.ftl, so that mail and page say the same.

web-offer-open-title = Kannst du helfen?
web-offer-accepted-title = Danke, du übernimmst!
web-offer-accepted = Die Bestätigung mit Treffpunkt und Ansprechperson kommt per E-Mail.
web-offer-accepted-cannot = Kannst du doch nicht? Sag uns bitte so früh wie möglich Bescheid, dann suchen wir jemand anderen.
web-offer-called-off-title = Abgesagt
web-offer-called-off = Du hattest zugesagt, dann wurde dieser Termin abgesagt. Du musst nicht kommen.
web-offer-unfit-title = Das geht leider nicht mehr
web-offer-unfit-busy = Zu dieser Zeit hast du inzwischen etwas anderes zugesagt, und beides zugleich geht nicht. Danke, dass du helfen wolltest!
web-offer-unfit-away = Du bist bei uns gerade nicht als aktiv eingetragen. Stimmt das nicht? Dann melde dich bitte bei uns.
web-offer-declined-title = Danke für deine Antwort
web-offer-declined = Das ist völlig in Ordnung. Wir fragen jetzt jemand anderen.
web-offer-expired-title = Die Zeit für eine Antwort ist vorbei
web-offer-expired = Wir fragen inzwischen jemand anderen. Möchtest du noch helfen? Dann melde dich bitte bei uns.
web-offer-withdrawn-title = Schon erledigt
web-offer-withdrawn = Diese Anfrage ist nicht mehr offen. Danke, dass du helfen wolltest!
web-offer-reason-question = Magst du sagen, warum? Das ist freiwillig. Dann fragen wir dich beim nächsten Mal passender.
web-offer-reason-not-now = Da habe ich keine Zeit
web-offer-reason-too-far = Es ist mir zu weit
web-offer-reason-topic = Die Aufgabe passt nicht zu mir
web-offer-reason-other = Etwas anderes
web-offer-reason-send = Grund senden
web-offer-reason-thanks = Danke, das haben wir notiert.

web-no-link-title = Dieser Link gilt nicht
web-no-link = Er ist unvollständig oder nicht mehr gültig. Öffne ihn bitte noch einmal aus der E-Mail, oder antworte einfach auf die E-Mail.
web-busy-title = Gerade ist viel los
web-busy = Es wurde noch nichts gespeichert. Bitte versuche es in einer Minute noch einmal.
web-failed-title = Das hat nicht geklappt
web-failed = Der Fehler liegt bei uns. Bitte öffne den Link aus der E-Mail noch einmal: Dort siehst du, ob deine Antwort angekommen ist.
web-too-many-title = Das ging zu schnell
web-too-many = Von Ihrem Anschluss kommen gerade sehr viele Anfragen. Bitte warten Sie einen Augenblick und versuchen Sie es noch einmal.
web-too-slow-title = Das hat zu lange gedauert
web-too-slow = Die Verbindung war zu langsam, es wurde nichts gespeichert. Bitte versuchen Sie es noch einmal.
web-not-here-title = Diese Seite gibt es nicht
web-not-here = Vielleicht fehlt ein Stück der Adresse. Öffne bitte den Link aus der E-Mail noch einmal.
