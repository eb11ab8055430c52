# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Вашата среща
   *[other] Вашите срещи
}
newcomer-subject-change = Нов час за Вашата среща
newcomer-subject-cancelled = Вашата среща е отменена
newcomer-subject-not-needed = Вие отказахте помощта
newcomer-subject-helper-lost = Важно: Вашата среща
newcomer-subject-reminder = Напомняне за Вашата среща

newcomer-greeting = Здравейте,
newcomer-intro-confirmation = Добра новина: намерихме помощ за Вас.
newcomer-intro-change = Срещата има нов час.
newcomer-intro-cancelled = Тази среща няма да се състои. Моля, не идвайте.
newcomer-intro-not-needed = Получихме вашия отказ. От нас няма да дойде никой. Самата среща остава. Няма да отидете ли? Тогава, моля, откажете я и там.
newcomer-intro-helper-lost = За съжаление този човек не може да Ви помогне. Търсим друг човек. Ще Ви пишем отново.
newcomer-intro-one-less = За съжаление един човек не може да дойде. Тук пише кой Ви помага сега.
newcomer-intro-elsewhere = Сега Ви пишем на друг имейл адрес. Тук няма да получавате повече съобщения за тази среща. Самата среща остава.
newcomer-intro-nobody-found = За съжаление не намерихме никого. Никой от нас няма да дойде на тази среща. Самата среща остава.
newcomer-intro-withdrawn = Никой от нас няма да дойде на тази среща. Самата среща остава.
newcomer-intro-reminder = Моля, не забравяйте за срещата.

newcomer-when = Кога
newcomer-before = Предишен час (вече не е валиден)
newcomer-where = Къде
newcomer-who = Кой Ви помага
newcomer-accompaniment = Придружаване
newcomer-interpreting = Устен превод
newcomer-by-phone = по телефона
newcomer-by-video = с видеовръзка

newcomer-bring = Моля, носете: лична карта и писмата за срещата.
newcomer-absent = Нямате време? Моля, съобщете ни навреме:
newcomer-questions = Имате въпроси? Пишете ни или ни се обадете:
newcomer-page = Вижте срещата или откажете помощта
newcomer-regards = С уважение

newcomer-cancel = Вече не ми трябва помощ
newcomer-cancel-question = Искате ли да откажете помощта?
newcomer-cancel-means = Тогава от нас няма да дойде никой. Самата среща остава. Няма да отидете ли? Тогава, моля, откажете я и там.
newcomer-cancel-yes = Да, отказвам помощта
newcomer-cancel-no = Не, назад
newcomer-link-over = Този линк вече не е валиден.
