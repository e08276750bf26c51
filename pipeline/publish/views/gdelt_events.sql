-- Incidents in the columns of GDELT's event table that have a counterpart.
-- Default incidents only, and one row is one incident, not one report of it.
-- * EventRootCode is the CAMEO root code; finer codes, Goldstein scale and tone are not made up.
-- * ActionGeo_Type: 1 a country, 4 a town or site, 5 a province or district; the country code is ISO 3166-1, not
--   FIPS, so it has another name than GDELT's: ActionGeo_CountryISO.
with told as (
  select
    incident_id,
    url,
    row_number() over (partition by incident_id order by published_at, mention_id) as place
  from incident_sources
)
select
  i.incident_id as GLOBALEVENTID,
  cast(
    extract(year from i.event_date) * 10000 + extract(month from i.event_date) * 100
    + extract(day from i.event_date) as integer
  ) as SQLDATE,
  cast(extract(year from i.event_date) * 100 + extract(month from i.event_date) as integer) as MonthYear,
  cast(extract(year from i.event_date) as integer) as Year,
  i.perpetrators as Actor1Name,
  coalesce(i.targets, i.victims) as Actor2Name,
  case when i.salience = 'main' then 1 else 0 end as IsRootEvent,
  t.cameo as EventRootCode,
  case
    when t.cameo <= '05' then 1
    when t.cameo <= '08' then 2
    when t.cameo <= '13' then 3
    else 4
  end as QuadClass,
  i.n_mentions as NumMentions,
  i.n_publishers as NumSources,
  i.n_articles as NumArticles,
  case i.place_precision
    when 'country' then 1 when 'admin1' then 5 when 'admin2' then 5 when 'town' then 4 when 'site' then 4
  end as ActionGeo_Type,
  i.place_name as ActionGeo_FullName,
  i.country as ActionGeo_CountryISO,
  i.latitude as ActionGeo_Lat,
  i.longitude as ActionGeo_Long,
  told.url as SOURCEURL
from incidents as i
join event_types as t on t.code = i.event_type
left join told on told.incident_id = i.incident_id and told.place = 1
where i.is_default
