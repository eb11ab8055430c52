# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.
# To be read by a native speaker before use.

newcomer-subject-confirmation = { $sittings ->
    [1] ቀጠሮዎ
   *[other] ቀጠሮዎችዎ
}
newcomer-subject-change = የቀጠሮዎ አዲስ ጊዜ
newcomer-subject-cancelled = ቀጠሮዎ ተሰርዟል
newcomer-subject-not-needed = እርዳታውን ሰርዘዋል
newcomer-subject-helper-lost = አስፈላጊ፦ ቀጠሮዎ
newcomer-subject-reminder = ማስታወሻ፦ ቀጠሮዎ

newcomer-greeting = ሰላም፣
newcomer-intro-confirmation = መልካም ዜና፦ የሚረዳዎት ሰው አግኝተናል።
newcomer-intro-change = የቀጠሮው ጊዜ ተቀይሯል።
newcomer-intro-cancelled = ይህ ቀጠሮ አይካሄድም። እባክዎ አይምጡ።
newcomer-intro-not-needed = መልእክትዎ ደርሶናል። ከእኛ ማንም አይመጣም። ቀጠሮው ራሱ ግን አልተሰረዘም። ወደዚያ አይሄዱም? እባክዎ እዚያም ይሰርዙት።
newcomer-intro-helper-lost = ይቅርታ፣ ይህ ሰው ሊረዳዎት አይችልም። ሌላ ሰው እየፈለግን ነው። እንደገና እንጽፍልዎታለን።
newcomer-intro-one-less = ይቅርታ፣ አንድ ሰው መምጣት አይችልም። አሁን ማን እንደሚረዳዎት እዚህ ተጽፏል።
newcomer-intro-elsewhere = አሁን ወደ ሌላ የኢሜይል አድራሻ እንጽፍልዎታለን። ስለዚህ ቀጠሮ እዚህ ሌላ መልእክት አይደርስዎትም። ቀጠሮው ግን አልተሰረዘም።
newcomer-intro-nobody-found = ይቅርታ፣ ማንንም አላገኘንም። ከእኛ ማንም ወደዚህ ቀጠሮ አይመጣም። ቀጠሮው ግን አልተሰረዘም።
newcomer-intro-withdrawn = ከእኛ ማንም ወደዚህ ቀጠሮ አይመጣም። ቀጠሮው ግን አልተሰረዘም።
newcomer-intro-reminder = እባክዎ ቀጠሮዎን አይርሱ።

newcomer-when = መቼ
newcomer-before = የቀድሞው ጊዜ (ከአሁን በኋላ አያገለግልም)
newcomer-where = የት
newcomer-who = ማን ይረዳዎታል
newcomer-accompaniment = አብሮ መሄድ
newcomer-interpreting = ማስተርጎም
newcomer-by-phone = በስልክ
newcomer-by-video = በቪዲዮ

newcomer-bring = እባክዎ ይዘው ይምጡ፦ መታወቂያዎን እና ስለ ቀጠሮው የተጻፉ ደብዳቤዎችን።
newcomer-absent = ጊዜ የለዎትም? እባክዎ ቀደም ብለው ይንገሩን፦
newcomer-questions = ጥያቄ አለዎት? ይጻፉልን ወይም ይደውሉልን፦
newcomer-page = ቀጠሮውን ይመልከቱ ወይም እርዳታውን ይሰርዙ
newcomer-regards = ከሰላምታ ጋር

newcomer-cancel = ከእንግዲህ እርዳታ አያስፈልገኝም
newcomer-cancel-question = እርዳታውን መሰረዝ ይፈልጋሉ?
newcomer-cancel-means = ከሰረዙ ከእኛ ማንም አይመጣም። ቀጠሮው ራሱ ግን አይሰረዝም። ወደዚያ አይሄዱም? እባክዎ እዚያም ይሰርዙት።
newcomer-cancel-yes = አዎ፣ እርዳታውን ሰርዝ
newcomer-cancel-no = አይ፣ ተመለስ
newcomer-link-over = ይህ ሊንክ ከአሁን በኋላ አይሰራም።
