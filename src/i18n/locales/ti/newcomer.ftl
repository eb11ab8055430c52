# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.
# To be read by a native speaker before use.

newcomer-subject-confirmation = { $sittings ->
    [1] ቆጸራኹም
   *[other] ቆጸራታትኩም
}
newcomer-subject-change = ሓድሽ ግዜ ንቆጸራኹም
newcomer-subject-cancelled = ቆጸራኹም ተሰሪዙ
newcomer-subject-not-needed = ሓገዝ ሰሪዝኩም
newcomer-subject-helper-lost = ኣገዳሲ፦ ቆጸራኹም
newcomer-subject-reminder = መዘኻኸሪ፦ ቆጸራኹም

newcomer-greeting = ሰላም፣
newcomer-intro-confirmation = ጽቡቕ ዜና፦ ሓገዝ ረኺብናልኩም።
newcomer-intro-change = ግዜ ናይቲ ቆጸራ ተቐይሩ።
newcomer-intro-cancelled = እዚ ቆጸራ ኣይካየድን እዩ። በጃኹም ኣይትምጽኡ።
newcomer-intro-not-needed = መልእኽትኹም በጺሑና ኣሎ። ካባና ዝመጽእ የለን። እቲ ቆጸራ ግን ኣይተሰረዘን። ናብኡ ኣይትኸዱን ዲኹም? ሽዑ በጃኹም ኣብኡ እውን ሰርዙዎ።
newcomer-intro-helper-lost = ይቕሬታ፣ እዚ ሰብ ክሕግዘኩም ኣይክእልን እዩ። ካልእ ሰብ ንደሊ ኣለና። ደጊምና ክንጽሕፈልኩም ኢና።
newcomer-intro-one-less = ይቕሬታ፣ ሓደ ሰብ ክመጽእ ኣይክእልን እዩ። ሕጂ መን ከም ዝሕግዘኩም ኣብዚ ተጻሒፉ ኣሎ።
newcomer-intro-elsewhere = ሕጂ ናብ ካልእ ኣድራሻ ኢመይል ንጽሕፈልኩም ኣለና። ብዛዕባ እዚ ቆጸራ ኣብዚ ካልእ መልእኽቲ ኣይክመጸኩምን እዩ። እቲ ቆጸራ ግን ኣይተሰረዘን።
newcomer-intro-nobody-found = ይቕሬታ፣ ሰብ ኣይረኸብናን። ናብዚ ቆጸራ ካባና ሓደ እኳ ኣይክመጽእን እዩ። እቲ ቆጸራ ግን ኣይተሰረዘን።
newcomer-intro-withdrawn = ናብዚ ቆጸራ ካባና ሓደ እኳ ኣይክመጽእን እዩ። እቲ ቆጸራ ግን ኣይተሰረዘን።
newcomer-intro-reminder = በጃኹም ቆጸራኹም ኣይትረስዑ።

newcomer-when = መዓስ
newcomer-before = ዝነበረ ግዜ (ድሕሪ ሕጂ ኣይሰርሕን)
newcomer-where = ኣበይ
newcomer-who = መን ይሕግዘኩም
newcomer-accompaniment = ምስናይ
newcomer-interpreting = ትርጉም
newcomer-by-phone = ብተሌፎን
newcomer-by-video = ብቪድዮ

newcomer-bring = በጃኹም ሒዝኩም ምጹ፦ መንነት ወረቐትን ናይቲ ቆጸራ ደብዳቤታትን።
newcomer-absent = ግዜ የብልኩምን? በጃኹም ኣቐዲምኩም ንገሩና፦
newcomer-questions = ሕቶታት ኣለኩም? ጽሓፉልና ወይ ደውሉልና፦
newcomer-page = ቆጸራ ርኣዩ ወይ ሓገዝ ሰርዙ
newcomer-regards = ምስ ሰላምታ

newcomer-cancel = ድሕሪ ሕጂ ሓገዝ ኣየድልየንን
newcomer-cancel-question = ሓገዝ ክትስርዙ ትደልዩ ዲኹም?
newcomer-cancel-means = ሽዑ ካባና ዝመጽእ የለን። እቲ ቆጸራ ግን ኣይተሰረዘን። ናብኡ ኣይትኸዱን ዲኹም? ሽዑ በጃኹም ኣብኡ እውን ሰርዙዎ።
newcomer-cancel-yes = እወ፣ ሓገዝ ሰርዝ
newcomer-cancel-no = ኣይፋል፣ ተመለስ
newcomer-link-over = እዚ ሊንክ ድሕሪ ሕጂ ኣየገልግልን እዩ።
