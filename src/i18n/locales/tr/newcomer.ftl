# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Randevunuz
   *[other] Randevularınız
}
newcomer-subject-change = Randevunuzun yeni zamanı
newcomer-subject-cancelled = Randevunuz iptal edildi
newcomer-subject-not-needed = İptaliniz
newcomer-subject-helper-lost = Önemli: Randevunuz
newcomer-subject-reminder = Hatırlatma: Randevunuz

newcomer-greeting = Merhaba,
newcomer-intro-confirmation = İyi haber: Size yardım edecek birini bulduk.
newcomer-intro-change = Randevunun zamanı değişti.
newcomer-intro-cancelled = Bu randevu yapılmayacak. Lütfen gelmeyin.
newcomer-intro-not-needed = İptalinizi aldık. Bizden kimse gelmeyecek. Randevunun kendisi geçerli. Gitmeyecek misiniz? O zaman lütfen orada da iptal edin.
newcomer-intro-helper-lost = Bu kişi ne yazık ki size yardım edemiyor. Başka birini arıyoruz. Size tekrar yazacağız.
newcomer-intro-one-less = Ne yazık ki bir kişi gelemiyor. Size şimdi kimin yardım edeceği burada yazıyor.
newcomer-intro-elsewhere = Size artık başka bir e-posta adresine yazıyoruz. Bu randevuyla ilgili buraya artık mesaj gelmeyecek. Randevunun kendisi geçerli.
newcomer-intro-nobody-found = Ne yazık ki kimseyi bulamadık. Bu randevuya bizden kimse gelmeyecek. Randevunun kendisi geçerli.
newcomer-intro-withdrawn = Bu randevuya bizden kimse gelmeyecek. Randevunun kendisi geçerli.
newcomer-intro-reminder = Lütfen randevunuzu unutmayın.

newcomer-when = Ne zaman
newcomer-before = Eski zaman (artık geçerli değil)
newcomer-where = Nerede
newcomer-who = Size kim yardım ediyor
newcomer-accompaniment = Refakat
newcomer-interpreting = Sözlü çeviri
newcomer-by-phone = telefonla
newcomer-by-video = görüntülü görüşmeyle

newcomer-bring = Lütfen yanınızda getirin: kimliğiniz ve randevuyla ilgili mektuplar.
newcomer-absent = Vaktiniz yok mu? Lütfen bize erken haber verin:
newcomer-questions = Sorunuz mu var? Bize yazın veya bizi arayın:
newcomer-page = Randevuyu gör veya yardımı iptal et
newcomer-regards = Saygılarımızla

newcomer-cancel = Artık yardıma ihtiyacım yok
newcomer-cancel-question = Yardımı iptal etmek istiyor musunuz?
newcomer-cancel-means = O zaman bizden kimse gelmez. Randevunun kendisi geçerli. Gitmeyecek misiniz? O zaman lütfen orada da iptal edin.
newcomer-cancel-yes = Evet, yardımı iptal et
newcomer-cancel-no = Hayır, geri
newcomer-link-over = Bu bağlantı artık geçerli değil.
