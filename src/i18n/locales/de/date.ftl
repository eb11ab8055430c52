# Dates and times as people say them. Between a number and its month or unit stands a space that does not
# break.

date-day = { $weekday }, { $day }. { $month }
date-date = { $weekday }, { $day }. { $month } { $year }
date-clock = { $time } Uhr
date-clock-span = { $start }–{ $end } Uhr
date-date-time = { $date }, { $time }
date-span-over-days = { $start } bis { $end }

date-mon = Mo.
date-tue = Di.
date-wed = Mi.
date-thu = Do.
date-fri = Fr.
date-sat = Sa.
date-sun = So.

date-monday = Montag
date-tuesday = Dienstag
date-wednesday = Mittwoch
date-thursday = Donnerstag
date-friday = Freitag
date-saturday = Samstag
date-sunday = Sonntag

date-jan = Jan.
date-feb = Feb.
date-mar = März
date-apr = Apr.
date-may-short = Mai
date-jun = Juni
date-jul = Juli
date-aug = Aug.
date-sep = Sept.
date-oct = Okt.
date-nov = Nov.
date-dec = Dez.

date-january = Januar
date-february = Februar
date-march = März
date-april = April
date-may = Mai
date-june = Juni
date-july = Juli
date-august = August
date-september = September
date-october = Oktober
date-november = November
date-december = Dezember
