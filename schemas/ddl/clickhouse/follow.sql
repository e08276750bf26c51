-- Made by: sitrep ddl --dialect clickhouse --script follow
-- Bring the tables up to date from staged files, in ClickHouse.
--
-- 1. Copy the folder that `realpath lake/current` names to where ClickHouse reads from (it does not
--    change while you copy, and links must be followed: rsync -L, or aws s3 sync).
-- 2. Fill the staging tables. At first with everything; later it is enough to stage, of every
--    table, the days (folders) that have a file whose name was not there at the last load, and of
--    incident_sources, incident_participants and incident_claims also the days that event_date and
--    old_event_date of the new changes name. A day is staged whole, and once: empty the staging
--    tables first when something may be left in them. More days than needed do no harm.
-- 3. Run the statements below, in this order. Changes are numbered without gaps; the largest
--    number that the table incident_changes has is the high-water mark. Running it twice, or again
--    after it was broken off, gives the same tables.
--
-- After a change of sitrep's schemas add the new columns first (compare with the script `tables`);
-- after `sitrep rebuild` or `sitrep forget` empty the tables and stage everything.

-- Staging tables.
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_changes AS sitrep.incident_changes;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_sources AS sitrep.incident_sources;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_participants AS sitrep.incident_participants;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_claims AS sitrep.incident_claims;
CREATE TABLE IF NOT EXISTS sitrep.stage_feed_polls AS sitrep.feed_polls;
CREATE TABLE IF NOT EXISTS sitrep.stage_articles AS sitrep.articles;
CREATE TABLE IF NOT EXISTS sitrep.stage_rejections AS sitrep.rejections;
CREATE TABLE IF NOT EXISTS sitrep.stage_runs AS sitrep.runs;

-- Fill them:
-- INSERT INTO sitrep.stage_incident_changes (change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date) SELECT change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, toDate32(change_date) FROM s3('https://BUCKET/lake/incident_changes/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_incident_sources (incident_id, mention_id, article_id, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, `end`, event_date) SELECT incident_id, mention_id, article_id, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, `end`, toDate32(event_date) FROM s3('https://BUCKET/lake/incident_sources/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_incident_participants (incident_id, mention_id, n, role, name, actor_id, type, country, article_id, article_revision, field, start, `end`, event_date) SELECT incident_id, mention_id, n, role, name, actor_id, type, country, article_id, article_revision, field, start, `end`, toDate32(event_date) FROM s3('https://BUCKET/lake/incident_participants/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_incident_claims (incident_id, mention_id, n, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, `end`, event_date) SELECT incident_id, mention_id, n, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, `end`, toDate32(event_date) FROM s3('https://BUCKET/lake/incident_claims/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_feed_polls (feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date) SELECT feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, toDate32(poll_date) FROM s3('https://BUCKET/lake/feed_polls/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_articles (article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date) SELECT article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, toDate32(seen_date) FROM s3('https://BUCKET/lake/articles/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_rejections (rejection_id, stage, reason, ref, detail, url, window_start, seen_date) SELECT rejection_id, stage, reason, ref, detail, url, window_start, toDate32(seen_date) FROM s3('https://BUCKET/lake/rejections/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1
-- INSERT INTO sitrep.stage_runs (run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date) SELECT run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, toDate32(run_date) FROM s3('https://BUCKET/lake/runs/**/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 1

SET insert_deduplicate = 0;
DELETE FROM sitrep.stage_incident_changes
WHERE change_seq <= (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes);
DELETE FROM sitrep.incidents
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
INSERT INTO sitrep.incidents (incident_id, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver)
SELECT incident_id, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver FROM (
  SELECT * FROM (
    SELECT c.*,
      ROW_NUMBER() OVER (PARTITION BY c.incident_id ORDER BY c.change_seq DESC) AS recency
    FROM sitrep.stage_incident_changes AS c
  ) AS numbered
  WHERE recency = 1
) AS latest
WHERE op NOT IN ('merge', 'retract');
DELETE FROM sitrep.incident_sources
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
DELETE FROM sitrep.incident_sources
WHERE event_date IN (SELECT event_date FROM sitrep.stage_incident_sources);
INSERT INTO sitrep.incident_sources (incident_id, mention_id, article_id, event_date, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, `end`)
SELECT incident_id, mention_id, article_id, event_date, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, start, `end` FROM sitrep.stage_incident_sources;
DELETE FROM sitrep.incident_participants
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
DELETE FROM sitrep.incident_participants
WHERE event_date IN (SELECT event_date FROM sitrep.stage_incident_participants);
INSERT INTO sitrep.incident_participants (incident_id, mention_id, n, event_date, role, name, actor_id, type, country, article_id, article_revision, field, start, `end`)
SELECT incident_id, mention_id, n, event_date, role, name, actor_id, type, country, article_id, article_revision, field, start, `end` FROM sitrep.stage_incident_participants;
DELETE FROM sitrep.incident_claims
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
DELETE FROM sitrep.incident_claims
WHERE event_date IN (SELECT event_date FROM sitrep.stage_incident_claims);
INSERT INTO sitrep.incident_claims (incident_id, mention_id, n, event_date, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, `end`)
SELECT incident_id, mention_id, n, event_date, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, start, `end` FROM sitrep.stage_incident_claims;
DELETE FROM sitrep.feed_polls
WHERE poll_date IN (SELECT poll_date FROM sitrep.stage_feed_polls);
INSERT INTO sitrep.feed_polls (feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date)
SELECT feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date FROM sitrep.stage_feed_polls;
DELETE FROM sitrep.articles
WHERE seen_date IN (SELECT seen_date FROM sitrep.stage_articles);
INSERT INTO sitrep.articles (article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date)
SELECT article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date FROM sitrep.stage_articles;
DELETE FROM sitrep.rejections
WHERE seen_date IN (SELECT seen_date FROM sitrep.stage_rejections);
INSERT INTO sitrep.rejections (rejection_id, stage, reason, ref, detail, url, window_start, seen_date)
SELECT rejection_id, stage, reason, ref, detail, url, window_start, seen_date FROM sitrep.stage_rejections;
DELETE FROM sitrep.runs
WHERE run_date IN (SELECT run_date FROM sitrep.stage_runs);
INSERT INTO sitrep.runs (run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date)
SELECT run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date FROM sitrep.stage_runs;
INSERT INTO sitrep.incident_changes (change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date)
SELECT change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date FROM sitrep.stage_incident_changes;

-- Empty the staging tables for the next time.
DELETE FROM sitrep.stage_incident_changes WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_sources WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_participants WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_claims WHERE 1 = 1;
DELETE FROM sitrep.stage_feed_polls WHERE 1 = 1;
DELETE FROM sitrep.stage_articles WHERE 1 = 1;
DELETE FROM sitrep.stage_rejections WHERE 1 = 1;
DELETE FROM sitrep.stage_runs WHERE 1 = 1;
