# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Programarea dumneavoastră
   *[other] Programările dumneavoastră
}
newcomer-subject-change = Oră nouă pentru programarea dumneavoastră
newcomer-subject-cancelled = Programarea dumneavoastră a fost anulată
newcomer-subject-not-needed = Ați anulat ajutorul
newcomer-subject-helper-lost = Important: programarea dumneavoastră
newcomer-subject-reminder = Reamintire: programarea dumneavoastră

newcomer-greeting = Bună ziua,
newcomer-intro-confirmation = Veste bună: am găsit ajutor pentru dumneavoastră.
newcomer-intro-change = Ora programării s-a schimbat.
newcomer-intro-cancelled = Această programare nu mai are loc. Vă rugăm să nu veniți.
newcomer-intro-not-needed = Am primit anularea dumneavoastră. De la noi nu vine nimeni. Programarea în sine rămâne valabilă. Nu mergeți? Atunci vă rugăm să anulați și acolo.
newcomer-intro-helper-lost = Din păcate, această persoană nu vă poate ajuta. Căutăm o altă persoană. Vă vom scrie din nou.
newcomer-intro-one-less = Din păcate, o persoană nu poate veni. Aici scrie cine vă ajută acum.
newcomer-intro-elsewhere = Vă scriem acum la o altă adresă de e-mail. Aici nu veți mai primi mesaje despre această programare. Programarea în sine rămâne.
newcomer-intro-nobody-found = Din păcate, nu am găsit pe nimeni. Nimeni de la noi nu vine la această programare. Programarea în sine rămâne.
newcomer-intro-withdrawn = Nimeni de la noi nu vine la această programare. Programarea în sine rămâne.
newcomer-intro-reminder = Vă rugăm să nu uitați de programare.

newcomer-when = Când
newcomer-before = Ora veche (nu mai este valabilă)
newcomer-where = Unde
newcomer-who = Cine vă ajută
newcomer-accompaniment = Însoțire
newcomer-interpreting = Interpretariat
newcomer-by-phone = prin telefon
newcomer-by-video = prin video

newcomer-bring = Vă rugăm să aduceți: actul de identitate și scrisorile despre programare.
newcomer-absent = Nu aveți timp? Vă rugăm să ne spuneți din timp:
newcomer-questions = Aveți întrebări? Scrieți-ne sau sunați-ne:
newcomer-page = Vedeți programarea sau anulați ajutorul
newcomer-regards = Cu stimă

newcomer-cancel = Nu mai am nevoie de ajutor
newcomer-cancel-question = Doriți să anulați ajutorul?
newcomer-cancel-means = Atunci de la noi nu vine nimeni. Programarea în sine rămâne valabilă. Nu mergeți? Atunci vă rugăm să anulați și acolo.
newcomer-cancel-yes = Da, anulez ajutorul
newcomer-cancel-no = Nu, înapoi
newcomer-link-over = Acest link nu mai este valabil.
