# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Państwa spotkanie
   *[other] Państwa spotkania
}
newcomer-subject-change = Nowy termin Państwa spotkania
newcomer-subject-cancelled = Państwa spotkanie zostało odwołane
newcomer-subject-not-needed = Rezygnacja z pomocy
newcomer-subject-helper-lost = Ważne: Państwa spotkanie
newcomer-subject-reminder = Przypomnienie o Państwa spotkaniu

newcomer-greeting = Dzień dobry,
newcomer-intro-confirmation = Dobra wiadomość: znaleźliśmy dla Państwa pomoc.
newcomer-intro-change = Termin spotkania się zmienił.
newcomer-intro-cancelled = To spotkanie się nie odbędzie. Prosimy nie przychodzić.
newcomer-intro-not-needed = Otrzymaliśmy Państwa rezygnację. Nikt od nas nie przyjdzie. Samo spotkanie pozostaje bez zmian. Nie idą Państwo? Wtedy prosimy odwołać je także tam.
newcomer-intro-helper-lost = Niestety ta osoba nie może Państwu pomóc. Szukamy innej osoby. Napiszemy do Państwa ponownie.
newcomer-intro-one-less = Niestety jedna osoba nie może przyjść. Tutaj jest napisane, kto teraz Państwu pomaga.
newcomer-intro-elsewhere = Piszemy teraz do Państwa na inny adres e-mail. Tutaj nie przyjdą już wiadomości o tym spotkaniu. Samo spotkanie pozostaje bez zmian.
newcomer-intro-nobody-found = Niestety nikogo nie znaleźliśmy. Nikt od nas nie przyjdzie na to spotkanie. Samo spotkanie pozostaje bez zmian.
newcomer-intro-withdrawn = Nikt od nas nie przyjdzie na to spotkanie. Samo spotkanie pozostaje bez zmian.
newcomer-intro-reminder = Prosimy pamiętać o spotkaniu.

newcomer-when = Kiedy
newcomer-before = Poprzedni termin (już nieaktualny)
newcomer-where = Gdzie
newcomer-who = Kto Państwu pomaga
newcomer-accompaniment = Towarzyszenie
newcomer-interpreting = Tłumaczenie ustne
newcomer-by-phone = przez telefon
newcomer-by-video = przez wideo

newcomer-bring = Prosimy przynieść: dokument tożsamości i listy dotyczące spotkania.
newcomer-absent = Nie mają Państwo czasu? Prosimy o wczesną wiadomość:
newcomer-questions = Mają Państwo pytania? Prosimy napisać lub zadzwonić:
newcomer-page = Zobacz spotkanie lub zrezygnuj z pomocy
newcomer-regards = Z poważaniem

newcomer-cancel = Nie potrzebuję już pomocy
newcomer-cancel-question = Czy chcą Państwo zrezygnować z pomocy?
newcomer-cancel-means = Wtedy nikt od nas nie przyjdzie. Samo spotkanie pozostaje bez zmian. Nie idą Państwo? Wtedy prosimy odwołać je także tam.
newcomer-cancel-yes = Tak, rezygnuję z pomocy
newcomer-cancel-no = Nie, wróć
newcomer-link-over = Ten link jest już nieaktualny.
