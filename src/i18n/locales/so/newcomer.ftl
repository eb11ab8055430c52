# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.
# To be read by a native speaker before use.

newcomer-subject-confirmation = { $sittings ->
    [1] Ballantaada
   *[other] Ballamahaaga
}
newcomer-subject-change = Waqtiga cusub ee ballantaada
newcomer-subject-cancelled = Ballantaadii waa la baajiyey
newcomer-subject-not-needed = Waad baajisay
newcomer-subject-helper-lost = Muhiim: ballantaada
newcomer-subject-reminder = Xusuusin: ballantaada

newcomer-greeting = Salaan,
newcomer-intro-confirmation = War wanaagsan: waxaan kuu helnay caawimo.
newcomer-intro-change = Waqtiga ballanta waa la beddelay.
newcomer-intro-cancelled = Ballantani ma dhici doonto. Fadlan ha imaan.
newcomer-intro-not-needed = Waan helnay farriintaada. Cid naga mid ah ma iman doonto. Ballanta lafteedu way jirtaa. Miyaadan tegeyn? Markaas fadlan halkaas xitaa ka baaji.
newcomer-intro-helper-lost = Waan ka xunnahay, qofkani kuma caawin karo. Waxaan raadinaynaa qof kale. Mar kale ayaan kuu soo qori doonnaa.
newcomer-intro-one-less = Waan ka xunnahay, qof ma iman karo. Halkan waxaa ku qoran cidda hadda ku caawinaysa.
newcomer-intro-elsewhere = Hadda waxaan kuugu soo qoraynaa ciwaan iimayl kale. Halkan farriin dambe oo ku saabsan ballantan kama heli doontid. Ballanta lafteedu way jirtaa.
newcomer-intro-nobody-found = Waan ka xunnahay, cidna ma helin. Ballantan cidna nagama iman doonto. Ballanta lafteedu way jirtaa.
newcomer-intro-withdrawn = Ballantan cidna nagama iman doonto. Ballanta lafteedu way jirtaa.
newcomer-intro-reminder = Fadlan ha ilaawin ballantaada.

newcomer-when = Goorma
newcomer-before = Waqtigii hore (hadda ma shaqeeyo)
newcomer-where = Xaggee
newcomer-who = Yaa ku caawinaya
newcomer-accompaniment = Wehelin
newcomer-interpreting = Turjumaad
newcomer-by-phone = telefoon ahaan
newcomer-by-video = fiidyow ahaan

newcomer-bring = Fadlan soo qaado: aqoonsigaaga iyo waraaqaha ballanta.
newcomer-absent = Waqti ma haysid? Fadlan hore noogu soo sheeg:
newcomer-questions = Su’aalo ma qabtaa? Noo soo qor ama na soo wac:
newcomer-page = Arag ballanta ama baaji caawimada
newcomer-regards = Salaan wanaagsan

newcomer-cancel = Uma baahni caawimo dambe
newcomer-cancel-question = Ma rabtaa inaad baajiso caawimada?
newcomer-cancel-means = Markaas cid naga mid ah ma iman doonto. Ballanta lafteedu way jirtaa. Miyaadan tegeyn? Markaas fadlan halkaas xitaa ka baaji.
newcomer-cancel-yes = Haa, baaji caawimada
newcomer-cancel-no = Maya, dib u noqo
newcomer-link-over = Xiriirkani hadda ma shaqeeyo.
