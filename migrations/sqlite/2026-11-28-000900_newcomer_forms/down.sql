DROP TABLE newcomer_asks;
DROP TABLE newcomer_forms;
