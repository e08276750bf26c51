-- Lethal incidents in the columns of UCDP's Georeferenced Event Dataset (GED).
-- Default incidents of organized violence whose toll is at least one death. Null where we have no counterpart:
-- * type_of_violence is 3 (one-sided) for violence against civilians, else null: whether a state
--   is a party is not decided here.
-- * where_prec: 1 a town or site, 3 a district, 4 a province, 6 a country.
-- * date_prec: 1 a day, 2 some days, 3 a week, 4 a month, 5 coarser.
-- * deaths_unknown holds all deaths: tolls are seldom told by side.
with told as (
  select
    incident_id,
    join_texts(publisher) as publishers
  from incident_sources
  group by incident_id
)
select
  i.incident_id as id,
  cast(extract(year from i.event_date) as integer) as year,
  case when t.parent = 'violence' then 3 end as type_of_violence,
  i.perpetrators as side_a,
  coalesce(i.targets, i.victims) as side_b,
  i.n_origins as number_of_sources,
  told.publishers as source_office,
  i.title as source_headline,
  case i.place_precision
    when 'site' then 1 when 'town' then 1 when 'admin2' then 3 when 'admin1' then 4 when 'country' then 6
  end as where_prec,
  i.place_name as where_coordinates,
  i.admin1 as adm_1,
  cast(null as varchar) as adm_2,
  i.latitude as latitude,
  i.longitude as longitude,
  i.country_name as country,
  case when i.n_origins > 1 then 1 else 2 end as event_clarity,
  case i.date_precision
    when 'day' then 1 when 'days' then 2 when 'week' then 3 when 'month' then 4 else 5
  end as date_prec,
  i.event_start as date_start,
  i.event_end as date_end,
  cast(null as bigint) as deaths_a,
  cast(null as bigint) as deaths_b,
  cast(null as bigint) as deaths_civilians,
  i.killed_best as deaths_unknown,
  i.killed_best as best,
  i.killed_high as high,
  i.killed_low as low
from incidents as i
join event_types as t on t.code = i.event_type
left join told on told.incident_id = i.incident_id
where i.is_default
  and i.killed_best >= 1
  and t.parent in ('battles', 'explosions', 'violence')
