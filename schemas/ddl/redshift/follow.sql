-- Made by: sitrep ddl --dialect redshift --script follow
-- Bring the tables up to date from staged files, in Amazon Redshift.
--
-- 1. Copy the folder that `realpath lake/current` names to where Amazon Redshift reads from (it does not
--    change while you copy, and links must be followed: rsync -L, or aws s3 sync).
-- 2. Fill the staging tables. At first with everything; later it is enough to stage, of
--    incident_changes, the days since the last load; of incident_sources, incident_participants and
--    incident_claims, the days that event_date and old_event_date of those changes name; of the
--    other tables, the days whose files are new. More than needed does no harm.
-- 3. Run the statements below, in this order. Changes are numbered without gaps; the largest
--    number that the table incident_changes has is the high-water mark. Running it twice, or again
--    after it was broken off, gives the same tables.
--
-- After a change of sitrep's schemas add the new columns first (compare with the script `tables`);
-- after `sitrep rebuild` or `sitrep forget` empty the tables and stage everything.

-- Staging tables.
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_changes AS SELECT * FROM sitrep.incident_changes WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_sources AS SELECT * FROM sitrep.incident_sources WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_participants AS SELECT * FROM sitrep.incident_participants WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_claims AS SELECT * FROM sitrep.incident_claims WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_feed_polls AS SELECT * FROM sitrep.feed_polls WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_articles AS SELECT * FROM sitrep.articles WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_rejections AS SELECT * FROM sitrep.rejections WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_runs AS SELECT * FROM sitrep.runs WHERE 1 = 0;

-- Fill them:
-- CREATE EXTERNAL TABLE spectrum.incident_changes (change_seq BIGINT, op VARCHAR(65535), incident_id VARCHAR(65535), window_start TIMESTAMPTZ, cause_article_id VARCHAR(65535), old_event_date DATE, merged_into VARCHAR(65535), event_type VARCHAR(65535), status VARCHAR(65535), salience VARCHAR(65535), is_default BOOLEAN, event_date DATE, event_date_source VARCHAR(65535), revision BIGINT, event_start DATE, event_end DATE, date_precision VARCHAR(65535), title VARCHAR(65535), place_name VARCHAR(65535), geoname_id BIGINT, admin1 VARCHAR(65535), admin1_code VARCHAR(65535), country VARCHAR(65535), country_name VARCHAR(65535), latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, place_precision VARCHAR(65535), uncertainty_km DOUBLE PRECISION, perpetrators VARCHAR(65535), targets VARCHAR(65535), victims VARCHAR(65535), weapons VARCHAR(65535), killed_low BIGINT, killed_best BIGINT, killed_high BIGINT, injured_low BIGINT, injured_best BIGINT, injured_high BIGINT, tolls_disputed BOOLEAN, n_mentions BIGINT, n_articles BIGINT, n_publishers BIGINT, n_origins BIGINT, first_reported_at TIMESTAMPTZ, last_reported_at TIMESTAMPTZ, first_recorded_at TIMESTAMPTZ, last_recorded_at TIMESTAMPTZ, confidence DOUBLE PRECISION, resolver VARCHAR(65535)) PARTITIONED BY (change_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/incident_changes/'; ALTER TABLE spectrum.incident_changes ADD IF NOT EXISTS PARTITION (change_date = 'DAY') LOCATION 's3://BUCKET/lake/incident_changes/change_date=DAY/'; INSERT INTO sitrep.stage_incident_changes (change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date) SELECT change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date FROM spectrum.incident_changes
-- CREATE EXTERNAL TABLE spectrum.incident_sources (incident_id VARCHAR(65535), mention_id VARCHAR(65535), article_id VARCHAR(65535), article_revision BIGINT, publisher VARCHAR(65535), url VARCHAR(65535), title VARCHAR(65535), published_at TIMESTAMPTZ, recorded_at TIMESTAMPTZ, origin_article_id VARCHAR(65535), salience VARCHAR(65535), mention_event_date DATE, field VARCHAR(65535), start BIGINT, "end" BIGINT) PARTITIONED BY (event_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/incident_sources/'; ALTER TABLE spectrum.incident_sources ADD IF NOT EXISTS PARTITION (event_date = 'DAY') LOCATION 's3://BUCKET/lake/incident_sources/event_date=DAY/'; INSERT INTO sitrep.stage_incident_sources (incident_id, mention_id, article_id, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, "end", event_date) SELECT incident_id, mention_id, article_id, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, "end", event_date FROM spectrum.incident_sources
-- CREATE EXTERNAL TABLE spectrum.incident_participants (incident_id VARCHAR(65535), mention_id VARCHAR(65535), n BIGINT, role VARCHAR(65535), name VARCHAR(65535), actor_id VARCHAR(65535), type VARCHAR(65535), country VARCHAR(65535), article_id VARCHAR(65535), article_revision BIGINT, field VARCHAR(65535), start BIGINT, "end" BIGINT) PARTITIONED BY (event_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/incident_participants/'; ALTER TABLE spectrum.incident_participants ADD IF NOT EXISTS PARTITION (event_date = 'DAY') LOCATION 's3://BUCKET/lake/incident_participants/event_date=DAY/'; INSERT INTO sitrep.stage_incident_participants (incident_id, mention_id, n, role, name, actor_id, type, country, article_id, article_revision, field, start, "end", event_date) SELECT incident_id, mention_id, n, role, name, actor_id, type, country, article_id, article_revision, field, start, "end", event_date FROM spectrum.incident_participants
-- CREATE EXTERNAL TABLE spectrum.incident_claims (incident_id VARCHAR(65535), mention_id VARCHAR(65535), n BIGINT, outcome VARCHAR(65535), low BIGINT, best BIGINT, high BIGINT, who VARCHAR(65535), claimant VARCHAR(65535), part_of VARCHAR(65535), article_id VARCHAR(65535), article_revision BIGINT, published_at TIMESTAMPTZ, field VARCHAR(65535), start BIGINT, "end" BIGINT) PARTITIONED BY (event_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/incident_claims/'; ALTER TABLE spectrum.incident_claims ADD IF NOT EXISTS PARTITION (event_date = 'DAY') LOCATION 's3://BUCKET/lake/incident_claims/event_date=DAY/'; INSERT INTO sitrep.stage_incident_claims (incident_id, mention_id, n, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, "end", event_date) SELECT incident_id, mention_id, n, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, "end", event_date FROM spectrum.incident_claims
-- CREATE EXTERNAL TABLE spectrum.feed_polls (feed_id VARCHAR(65535), feed_url VARCHAR(65535), window_start TIMESTAMPTZ, status VARCHAR(65535), publisher VARCHAR(65535), reason VARCHAR(65535), http_status BIGINT, polled_at TIMESTAMPTZ, n_bytes BIGINT, n_items BIGINT, n_new BIGINT, next_poll_at TIMESTAMPTZ) PARTITIONED BY (poll_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/feed_polls/'; ALTER TABLE spectrum.feed_polls ADD IF NOT EXISTS PARTITION (poll_date = 'DAY') LOCATION 's3://BUCKET/lake/feed_polls/poll_date=DAY/'; INSERT INTO sitrep.stage_feed_polls (feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date) SELECT feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date FROM spectrum.feed_polls
-- CREATE EXTERNAL TABLE spectrum.articles (article_id VARCHAR(65535), text VARCHAR(65535), revision BIGINT, title VARCHAR(65535), url VARCHAR(65535), canonical_url VARCHAR(65535), post_id VARCHAR(65535), publisher VARCHAR(65535), published_at TIMESTAMPTZ, published_at_source VARCHAR(65535), title_source VARCHAR(65535), authors VARCHAR(65535), language VARCHAR(65535), sha256 VARCHAR(65535), origin_article_id VARCHAR(65535), shingles VARBYTE(1024000), page_id VARCHAR(65535), feed_id VARCHAR(65535), fetched_at TIMESTAMPTZ, recorded_at TIMESTAMPTZ, window_start TIMESTAMPTZ, gone_at TIMESTAMPTZ) PARTITIONED BY (seen_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/articles/'; ALTER TABLE spectrum.articles ADD IF NOT EXISTS PARTITION (seen_date = 'DAY') LOCATION 's3://BUCKET/lake/articles/seen_date=DAY/'; INSERT INTO sitrep.stage_articles (article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date) SELECT article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date FROM spectrum.articles
-- CREATE EXTERNAL TABLE spectrum.rejections (rejection_id VARCHAR(65535), stage VARCHAR(65535), reason VARCHAR(65535), ref VARCHAR(65535), detail VARCHAR(65535), url VARCHAR(65535), window_start TIMESTAMPTZ) PARTITIONED BY (seen_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/rejections/'; ALTER TABLE spectrum.rejections ADD IF NOT EXISTS PARTITION (seen_date = 'DAY') LOCATION 's3://BUCKET/lake/rejections/seen_date=DAY/'; INSERT INTO sitrep.stage_rejections (rejection_id, stage, reason, ref, detail, url, window_start, seen_date) SELECT rejection_id, stage, reason, ref, detail, url, window_start, seen_date FROM spectrum.rejections
-- CREATE EXTERNAL TABLE spectrum.runs (run_id VARCHAR(65535), attempt BIGINT, window_start TIMESTAMPTZ, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, code_version VARCHAR(65535), configuration VARCHAR(65535), runner VARCHAR(65535), fetch_read BIGINT, fetch_kept BIGINT, fetch_empty BIGINT, fetch_rejected BIGINT, clean_read BIGINT, clean_kept BIGINT, clean_empty BIGINT, clean_rejected BIGINT, extract_read BIGINT, extract_kept BIGINT, extract_empty BIGINT, extract_rejected BIGINT, resolve_read BIGINT, resolve_kept BIGINT, resolve_empty BIGINT, resolve_rejected BIGINT, rejected_by_reason VARCHAR(65535), incidents_inserted BIGINT, incidents_updated BIGINT, incidents_merged BIGINT, incidents_split BIGINT, incidents_retracted BIGINT, seconds DOUBLE PRECISION, published_to_visible_p50_s DOUBLE PRECISION, published_to_visible_p95_s DOUBLE PRECISION, fetched_to_visible_p50_s DOUBLE PRECISION, fetched_to_visible_p95_s DOUBLE PRECISION) PARTITIONED BY (run_date DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/runs/'; ALTER TABLE spectrum.runs ADD IF NOT EXISTS PARTITION (run_date = 'DAY') LOCATION 's3://BUCKET/lake/runs/run_date=DAY/'; INSERT INTO sitrep.stage_runs (run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date) SELECT run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date FROM spectrum.runs

BEGIN;
DELETE FROM sitrep.incidents WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
INSERT INTO sitrep.incidents (incident_id, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver)
SELECT incident_id, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver FROM (
  SELECT * FROM (
    SELECT c.*,
      ROW_NUMBER() OVER (PARTITION BY c.incident_id ORDER BY c.change_seq DESC) AS recency
    FROM sitrep.stage_incident_changes AS c
    WHERE c.change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
  ) AS numbered
  WHERE recency = 1
) AS latest
WHERE op NOT IN ('merge', 'retract');
DELETE FROM sitrep.incident_sources WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
INSERT INTO sitrep.incident_sources (incident_id, mention_id, article_id, event_date, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, "end")
SELECT incident_id, mention_id, article_id, event_date, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, "end" FROM sitrep.stage_incident_sources WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
DELETE FROM sitrep.incident_participants WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
INSERT INTO sitrep.incident_participants (incident_id, mention_id, n, event_date, role, name, actor_id, type, country, article_id, article_revision, field, start, "end")
SELECT incident_id, mention_id, n, event_date, role, name, actor_id, type, country, article_id, article_revision, field, start, "end" FROM sitrep.stage_incident_participants WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
DELETE FROM sitrep.incident_claims WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
INSERT INTO sitrep.incident_claims (incident_id, mention_id, n, event_date, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, "end")
SELECT incident_id, mention_id, n, event_date, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, "end" FROM sitrep.stage_incident_claims WHERE incident_id IN (
  SELECT incident_id FROM sitrep.stage_incident_changes
  WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes)
);
DELETE FROM sitrep.feed_polls
WHERE poll_date IN (SELECT poll_date FROM sitrep.stage_feed_polls);
INSERT INTO sitrep.feed_polls (feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date)
SELECT feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date FROM sitrep.stage_feed_polls;
DELETE FROM sitrep.articles
WHERE seen_date IN (SELECT seen_date FROM sitrep.stage_articles);
INSERT INTO sitrep.articles (article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date)
SELECT article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date FROM sitrep.stage_articles;
DELETE FROM sitrep.rejections
WHERE seen_date IN (SELECT seen_date FROM sitrep.stage_rejections);
INSERT INTO sitrep.rejections (rejection_id, stage, reason, ref, detail, url, window_start, seen_date)
SELECT rejection_id, stage, reason, ref, detail, url, window_start, seen_date FROM sitrep.stage_rejections;
DELETE FROM sitrep.runs
WHERE run_date IN (SELECT run_date FROM sitrep.stage_runs);
INSERT INTO sitrep.runs (run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date)
SELECT run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date FROM sitrep.stage_runs;
INSERT INTO sitrep.incident_changes (change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date)
SELECT change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date FROM sitrep.stage_incident_changes
WHERE change_seq > (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes);
COMMIT;

-- Empty the staging tables for the next time.
DELETE FROM sitrep.stage_incident_changes WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_sources WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_participants WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_claims WHERE 1 = 1;
DELETE FROM sitrep.stage_feed_polls WHERE 1 = 1;
DELETE FROM sitrep.stage_articles WHERE 1 = 1;
DELETE FROM sitrep.stage_rejections WHERE 1 = 1;
DELETE FROM sitrep.stage_runs WHERE 1 = 1;
