-- Made by: sitrep ddl --dialect clickhouse --script views
-- Incidents in the shape of other event datasets, in ClickHouse.

-- Incidents in the columns of ACLED's export, for queries and notebooks that were written for it.
-- Default incidents only. Where ACLED writes a value that we do not have, the column is null:
-- * fatalities is null, not 0, when no toll is told; 0 means that a source says there were none.
-- * time_precision: 1 the day, 2 within a week, 3 coarser; geo_precision: 1 a town or site,
--   2 a district, 3 coarser. Rows without a place have no coordinates.
-- * inter1 and inter2 are given for state forces, external forces and civilians only: news does not
--   tell rebels from militias.
-- * event_date is the first day of the incident, else the day of the first report.
-- * event_id_cnty is the incident_id, which stays when the incident is corrected.
CREATE OR REPLACE VIEW sitrep.acled_events AS
WITH told AS (
  SELECT
    incident_id,
    nullIf(arrayStringConcat(arraySort(groupUniqArray(publisher)), '; '), '') AS publishers
  FROM sitrep.incident_sources
  GROUP BY
    incident_id
), sides AS (
  SELECT
    incident_id,
    MIN(CASE WHEN role = 'perpetrator' THEN type END) AS first_type_1,
    MAX(CASE WHEN role = 'perpetrator' THEN type END) AS last_type_1,
    MIN(CASE WHEN role IN ('target', 'victim') THEN type END) AS first_type_2,
    MAX(CASE WHEN role IN ('target', 'victim') THEN type END) AS last_type_2
  FROM sitrep.incident_participants
  GROUP BY
    incident_id
), typed AS (
  SELECT
    code,
    acled,
    CASE
      WHEN acled IN (
        'Armed clash',
        'Government regains territory',
        'Non-state actor overtakes territory'
      )
      THEN 'Battles'
      WHEN acled IN (
        'Air/drone strike',
        'Shelling/artillery/missile attack',
        'Remote explosive/landmine/IED',
        'Suicide bomb',
        'Grenade',
        'Chemical weapon'
      )
      THEN 'Explosions/Remote violence'
      WHEN acled IN ('Attack', 'Abduction/forced disappearance', 'Sexual violence')
      THEN 'Violence against civilians'
      WHEN acled IN (
        'Peaceful protest',
        'Protest with intervention',
        'Excessive force against protesters'
      )
      THEN 'Protests'
      WHEN acled IN ('Violent demonstration', 'Mob violence')
      THEN 'Riots'
      ELSE 'Strategic developments'
    END AS event_type
  FROM sitrep.event_types
)
SELECT
  i.incident_id AS event_id_cnty,
  i.event_date AS event_date,
  CAST(EXTRACT(YEAR FROM i.event_date) AS Nullable(Int32)) AS year,
  CASE i.date_precision WHEN 'day' THEN 1 WHEN 'days' THEN 2 WHEN 'week' THEN 2 ELSE 3 END AS time_precision,
  CASE
    WHEN t.acled = 'Excessive force against protesters'
    THEN 'Political violence; Demonstrations'
    WHEN t.event_type = 'Protests' OR t.acled = 'Violent demonstration'
    THEN 'Demonstrations'
    WHEN t.event_type = 'Strategic developments'
    THEN 'Strategic developments'
    ELSE 'Political violence'
  END AS disorder_type,
  t.event_type AS event_type,
  t.acled AS sub_event_type,
  i.perpetrators AS actor1,
  CAST(NULL AS Nullable(String)) AS assoc_actor_1,
  CASE
    WHEN s.first_type_1 <> s.last_type_1
    THEN NULL
    WHEN s.first_type_1 IN ('state', 'military', 'police')
    THEN 'State forces'
    WHEN s.first_type_1 = 'international'
    THEN 'External/Other forces'
    WHEN s.first_type_1 = 'civilian'
    THEN 'Civilians'
  END AS inter1,
  COALESCE(i.targets, i.victims) AS actor2,
  CASE WHEN NOT (
    i.targets IS NULL
  ) THEN i.victims END AS assoc_actor_2,
  CASE
    WHEN s.first_type_2 <> s.last_type_2
    THEN NULL
    WHEN s.first_type_2 IN ('state', 'military', 'police')
    THEN 'State forces'
    WHEN s.first_type_2 = 'international'
    THEN 'External/Other forces'
    WHEN s.first_type_2 = 'civilian'
    THEN 'Civilians'
  END AS inter2,
  CAST(NULL AS Nullable(String)) AS interaction,
  CASE
    WHEN t.event_type = 'Violence against civilians'
    OR t.acled = 'Excessive force against protesters'
    THEN 'Civilian targeting'
  END AS civilian_targeting,
  CAST(NULL AS Nullable(Int32)) AS iso,
  CAST(NULL AS Nullable(String)) AS region,
  i.country_name AS country,
  i.admin1 AS admin1,
  CAST(NULL AS Nullable(String)) AS admin2,
  CAST(NULL AS Nullable(String)) AS admin3,
  i.place_name AS location,
  i.latitude AS latitude,
  i.longitude AS longitude,
  CASE i.place_precision
    WHEN 'site'
    THEN 1
    WHEN 'town'
    THEN 1
    WHEN 'admin2'
    THEN 2
    ELSE 3
  END AS geo_precision,
  told.publishers AS source,
  CAST(NULL AS Nullable(String)) AS source_scale,
  i.title AS notes,
  i.killed_best AS fatalities,
  CASE WHEN i.tolls_disputed THEN 'tolls disputed' END AS tags,
  toUnixTimestamp(i.last_recorded_at) AS timestamp
FROM sitrep.incidents AS i
JOIN typed AS t
  ON t.code = i.event_type
LEFT JOIN told
  ON told.incident_id = i.incident_id
LEFT JOIN sides AS s
  ON s.incident_id = i.incident_id
WHERE
  i.is_default;

-- Lethal incidents in the columns of UCDP's Georeferenced Event Dataset (GED).
-- Default incidents of organized violence whose toll is at least one death. Null where we have no counterpart:
-- * type_of_violence is 3 (one-sided) for violence against civilians, else null: whether a state
--   is a party is not decided here.
-- * where_prec: 1 a town or site, 3 a district, 4 a province, 6 a country.
-- * date_prec: 1 a day, 2 some days, 3 a week, 4 a month, 5 coarser.
-- * deaths_unknown holds all deaths: tolls are seldom told by side.
CREATE OR REPLACE VIEW sitrep.ucdp_events AS
WITH told AS (
  SELECT
    incident_id,
    nullIf(arrayStringConcat(arraySort(groupUniqArray(publisher)), '; '), '') AS publishers
  FROM sitrep.incident_sources
  GROUP BY
    incident_id
)
SELECT
  i.incident_id AS id,
  CAST(EXTRACT(YEAR FROM i.event_date) AS Nullable(Int32)) AS year,
  CASE WHEN t.parent = 'violence' THEN 3 END AS type_of_violence,
  i.perpetrators AS side_a,
  COALESCE(i.targets, i.victims) AS side_b,
  i.n_origins AS number_of_sources,
  told.publishers AS source_office,
  i.title AS source_headline,
  CASE i.place_precision
    WHEN 'site'
    THEN 1
    WHEN 'town'
    THEN 1
    WHEN 'admin2'
    THEN 3
    WHEN 'admin1'
    THEN 4
    WHEN 'country'
    THEN 6
  END AS where_prec,
  i.place_name AS where_coordinates,
  i.admin1 AS adm_1,
  CAST(NULL AS Nullable(String)) AS adm_2,
  i.latitude AS latitude,
  i.longitude AS longitude,
  i.country_name AS country,
  CASE WHEN i.n_origins > 1 THEN 1 ELSE 2 END AS event_clarity,
  CASE i.date_precision
    WHEN 'day'
    THEN 1
    WHEN 'days'
    THEN 2
    WHEN 'week'
    THEN 3
    WHEN 'month'
    THEN 4
    ELSE 5
  END AS date_prec,
  i.event_start AS date_start,
  i.event_end AS date_end,
  CAST(NULL AS Nullable(Int64)) AS deaths_a,
  CAST(NULL AS Nullable(Int64)) AS deaths_b,
  CAST(NULL AS Nullable(Int64)) AS deaths_civilians,
  i.killed_best AS deaths_unknown,
  i.killed_best AS best,
  i.killed_high AS high,
  i.killed_low AS low
FROM sitrep.incidents AS i
JOIN sitrep.event_types AS t
  ON t.code = i.event_type
LEFT JOIN told
  ON told.incident_id = i.incident_id
WHERE
  i.is_default
  AND i.killed_best >= 1
  AND t.parent IN ('battles', 'explosions', 'violence');

-- Incidents in the columns of GDELT's event table that have a counterpart.
-- Default incidents only, and one row is one incident, not one report of it.
-- * EventRootCode is the CAMEO root code; finer codes, Goldstein scale and tone are not made up.
-- * ActionGeo_Type: 1 a country, 4 a town or site, 5 a province or district; the country code is ISO 3166-1, not
--   FIPS, so it has another name than GDELT's: ActionGeo_CountryISO.
CREATE OR REPLACE VIEW sitrep.gdelt_events AS
WITH told AS (
  SELECT
    incident_id,
    url,
    ROW_NUMBER() OVER (PARTITION BY incident_id ORDER BY published_at, mention_id) AS place
  FROM sitrep.incident_sources
)
SELECT
  i.incident_id AS GLOBALEVENTID,
  CAST(EXTRACT(YEAR FROM i.event_date) * 10000 + EXTRACT(MONTH FROM i.event_date) * 100 + EXTRACT(DAY FROM i.event_date) AS Nullable(Int32)) AS SQLDATE,
  CAST(EXTRACT(YEAR FROM i.event_date) * 100 + EXTRACT(MONTH FROM i.event_date) AS Nullable(Int32)) AS MonthYear,
  CAST(EXTRACT(YEAR FROM i.event_date) AS Nullable(Int32)) AS Year,
  i.perpetrators AS Actor1Name,
  COALESCE(i.targets, i.victims) AS Actor2Name,
  CASE WHEN i.salience = 'main' THEN 1 ELSE 0 END AS IsRootEvent,
  t.cameo AS EventRootCode,
  CASE
    WHEN t.cameo <= '05'
    THEN 1
    WHEN t.cameo <= '08'
    THEN 2
    WHEN t.cameo <= '13'
    THEN 3
    ELSE 4
  END AS QuadClass,
  i.n_mentions AS NumMentions,
  i.n_publishers AS NumSources,
  i.n_articles AS NumArticles,
  CASE i.place_precision
    WHEN 'country'
    THEN 1
    WHEN 'admin1'
    THEN 5
    WHEN 'admin2'
    THEN 5
    WHEN 'town'
    THEN 4
    WHEN 'site'
    THEN 4
  END AS ActionGeo_Type,
  i.place_name AS ActionGeo_FullName,
  i.country AS ActionGeo_CountryISO,
  i.latitude AS ActionGeo_Lat,
  i.longitude AS ActionGeo_Long,
  told.url AS SOURCEURL
FROM sitrep.incidents AS i
JOIN sitrep.event_types AS t
  ON t.code = i.event_type
LEFT JOIN told
  ON told.incident_id = i.incident_id AND told.place = 1
WHERE
  i.is_default;
