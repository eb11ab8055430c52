# Wo eine Person mehr am meisten bewirkt.

advise-head = Von { $profiles ->
    [one] einem Profil
   *[other] { $profiles } Profilen
} würden diese am meisten bewirken, jedes durch neues Entscheiden bestätigt:
advise-one = { $rank }. { $language }, aus { $place }, { $week }: { $confirmed } mehr Gewicht besetzt (vorhergesagt { $predicted }).
advise-serves = Würde übernehmen: { $requests }.
advise-qualifications = Nötig dafür: { $codes }.
advise-near = dem Ort von { $request }
advise-week-mornings = werktags vormittags (8 bis 13 Uhr)
advise-week-afternoons = werktags nachmittags (12 bis 18 Uhr)
advise-week-workdays = werktags (8 bis 18 Uhr)
advise-agreement = Vorhersage und Bestätigung sind sich bei { $percent } % der Paare über die Reihenfolge einig.
advise-nobody = Niemand, der eine der gefragten Sprachen spricht, könnte mehr bewirken.
advise-listed = das Problem zählt seine Möglichkeiten selbst auf; über Menschen, die nicht darin stehen, ist nichts bekannt
