serve-begins = Die Seiten sind da: http://{ $address } – Strg-C beendet.
serve-no-place = { $address } ist nicht frei: { $error }. Wählen Sie mit --listen oder web.listen eine andere Adresse.
serve-no-public-url = web.public_url ist leer: Angebote enthalten keinen Link, Lots*innen antworten per E-Mail. Zum Ausprobieren: LOTSENWERK__WEB__PUBLIC_URL=http://{ $address }
serve-links-revoked = { $keys ->
    [one] Ein Schlüssel ist vergessen
   *[other] { $keys } Schlüssel sind vergessen
}. Links, die schon verschickt sind, öffnen nichts mehr; wer einen hat, antwortet per E-Mail.
