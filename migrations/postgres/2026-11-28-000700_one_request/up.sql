-- What is asked for one request alone: who serves its region, and how many Lotsen have not agreed that their data are used.
CREATE INDEX organisation_regions_region_index ON organisation_regions (region, organisation_id);
CREATE INDEX lotsen_without_consent_index ON lotsen (status) WHERE consent_on IS NULL;
