DROP TABLE unserved;
DROP TABLE proposal_sittings;
DROP TABLE proposals;
DROP TABLE matching_runs;
