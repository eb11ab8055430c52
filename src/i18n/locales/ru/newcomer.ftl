# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Ваша встреча
   *[other] Ваши встречи
}
newcomer-subject-change = Новое время вашей встречи
newcomer-subject-cancelled = Ваша встреча отменена
newcomer-subject-not-needed = Вы отказались от помощи
newcomer-subject-helper-lost = Важно: ваша встреча
newcomer-subject-reminder = Напоминание о вашей встрече

newcomer-greeting = Здравствуйте!
newcomer-intro-confirmation = Хорошая новость: мы нашли для вас помощь.
newcomer-intro-change = Время встречи изменилось.
newcomer-intro-cancelled = Эта встреча не состоится. Пожалуйста, не приходите.
newcomer-intro-not-needed = Мы получили ваш отказ. От нас никто не придёт. Сама встреча остаётся в силе. Вы туда не пойдёте? Тогда, пожалуйста, отмените её и там.
newcomer-intro-helper-lost = К сожалению, этот человек не сможет вам помочь. Мы ищем другого человека. Мы напишем вам ещё раз.
newcomer-intro-one-less = К сожалению, один человек не сможет прийти. Здесь написано, кто вам теперь поможет.
newcomer-intro-elsewhere = Теперь мы пишем вам на другой адрес электронной почты. Сюда больше не будут приходить сообщения об этой встрече. Сама встреча остаётся в силе.
newcomer-intro-nobody-found = К сожалению, мы никого не нашли. Никто от нас не придёт на эту встречу. Сама встреча остаётся в силе.
newcomer-intro-withdrawn = Никто от нас не придёт на эту встречу. Сама встреча остаётся в силе.
newcomer-intro-reminder = Пожалуйста, не забудьте о своей встрече.

newcomer-when = Когда
newcomer-before = Прежнее время (больше не действует)
newcomer-where = Где
newcomer-who = Кто вам поможет
newcomer-accompaniment = Сопровождение
newcomer-interpreting = Устный перевод
newcomer-by-phone = по телефону
newcomer-by-video = по видеосвязи

newcomer-bring = Пожалуйста, возьмите с собой: удостоверение личности и письма, связанные со встречей.
newcomer-absent = Нет времени? Пожалуйста, сообщите нам заранее:
newcomer-questions = Есть вопросы? Напишите или позвоните нам:
newcomer-page = Посмотреть встречу или отказаться от помощи
newcomer-regards = С уважением

newcomer-cancel = Мне больше не нужна помощь
newcomer-cancel-question = Вы хотите отказаться от помощи?
newcomer-cancel-means = Тогда от нас никто не придёт. Сама встреча остаётся в силе. Вы туда не пойдёте? Тогда, пожалуйста, отмените её и там.
newcomer-cancel-yes = Да, отказаться от помощи
newcomer-cancel-no = Нет, назад
newcomer-link-over = Эта ссылка больше не действует.
