DROP TABLE request_lotsen;
DROP TABLE request_qualifications;
DROP TABLE request_windows;
DROP TABLE request_sittings;
DROP TABLE request_modes;
DROP TABLE request_languages;
DROP TABLE requests;
