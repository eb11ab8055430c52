# Organisations: their settings, and what carriers lend each other.

house-done-added = Die Organisation ist angelegt. Laden Sie jetzt die Menschen ein, die dort arbeiten.
house-done-agreed = Ihre Zustimmung ist vermerkt.
house-done-withdrawn = Ihre Zustimmung ist zurückgezogen.

house-list-title = Organisationen
house-own = Ihre
house-none = Keine Organisation passt dazu.
house-search = Name
house-any = alle
house-name = Name
house-kind = Art
house-kind-hint = Ein Träger hat ein Lotsenprojekt, eine anfragende Stelle sucht Lots*innen. Die Art lässt sich später nicht ändern.
house-kind-carrier = Träger
house-kind-agency = Anfragende Stelle
house-kind-competence-centre = Kompetenzzentrum
house-region = Region
house-regions = Regionen
house-regions-more = { $named } und { $count ->
    [one] eine weitere
   *[other] { $count } weitere
}
house-regions-hint = Wo das Projekt Lots*innen vermittelt. Anfragen von dort kommen zu diesem Träger.
house-regions-carrier = Nur Träger haben Regionen. Lassen Sie sie bei anderen frei.
house-no-regions = noch keine
house-email = Mailadresse
house-email-hint = Eine Adresse der Einrichtung, nicht einer Person.
house-no-email = keine: Es wird nichts geschickt
house-facts = Angaben
house-add = Organisation anlegen
house-add-title = Organisation anlegen
house-edit = Angaben ändern
house-edit-title = Angaben ändern
house-save = Speichern
house-name-taken = So heißt schon eine andere. Nehmen Sie einen Namen, der sie unterscheidet.
house-readdress = Mailadresse ändern
house-readdress-title = Mailadresse ändern
house-readdress-means = Dorthin gehen Tagesübersicht, Alarme und Bitten um einen Anruf, und dorthin antworten die Lots*innen.
house-readdress-empty = Ohne Adresse bekommt die Organisation keine Mails.
house-remove = Entfernen
house-remove-title = Organisation entfernen?
house-remove-only = Das geht nur, solange keine Lots*innen, Anfragen, Vermittlungsläufe oder Konten dazugehören.
house-remove-means = Absprachen über Ausleihen gehen mit verloren.

house-lendings = Ausleihen
house-lendings-about = Wer einander Lots*innen leiht, bekommt sie auch für Anfragen des anderen vorgeschlagen. Es gilt, sobald beide zugestimmt haben.
house-lendings-none = Noch keine Absprache.
house-lends-to = Lots*innen gehen auch zu { $name }
house-borrows-from = Lots*innen kommen auch von { $name }
house-lending-holds = gilt
house-lending-waits = wartet auf { $name }
house-agree = Zustimmen
house-withdraw = Zurückziehen
house-withdraw-title = Zustimmung zurückziehen?
house-withdraw-means = Lots*innen werden auf diesem Weg nicht mehr vorgeschlagen. Vorschläge, die noch nicht freigegeben sind, entfallen.
house-withdraw-stays = Zugesagte Einsätze bleiben.
house-propose = Mit einem weiteren Träger absprechen
house-with = Träger
house-way = Richtung
house-way-lend = Unsere Lots*innen gehen auch zu diesem Träger
house-way-borrow = Lots*innen dieses Trägers kommen auch zu uns
house-propose-send = Absprache vorschlagen
house-form = Formular für Zugewanderte
house-form-is-open = Das Formular ist offen.
house-form-is-closed = Das Formular ist geschlossen.
house-form-look = Formular ansehen und Adresse weitergeben
house-form-open = Formular öffnen
house-form-close = Formular schließen
house-form-open-means = Zugewanderte können ohne Konto in 18 Sprachen um Hilfe bitten.
house-form-open-reads = Jede Anfrage kommt als Entwurf auf „Heute“. Gesucht wird erst, wenn jemand aus dem Projekt sie gelesen und gestellt hat.
house-form-open-many = Höchstens 50 Anfragen warten; danach verweist das Formular an die Mailadresse des Projekts.
house-form-close-means = Niemand kann mehr über das Formular anfragen. Was schon da ist, bleibt.
