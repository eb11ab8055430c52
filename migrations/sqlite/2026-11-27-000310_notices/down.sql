DROP TABLE unserved_notices;
DROP TABLE digests;
DROP TABLE reminders;
