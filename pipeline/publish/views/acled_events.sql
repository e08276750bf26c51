-- Incidents in the columns of ACLED's export, for queries and notebooks that were written for it.
-- Default incidents only. Where ACLED writes a value that we do not have, the column is null:
-- * fatalities is null, not 0, when no toll is told; 0 means that a source says there were none.
-- * time_precision: 1 the day, 2 within a week, 3 coarser; geo_precision: 1 a town or site,
--   2 a district, 3 coarser. Rows without a place have no coordinates.
-- * inter1 and inter2 are given for state forces, external forces and civilians only: news does not
--   tell rebels from militias.
-- * event_date is the first day of the incident, else the day of the first report.
-- * event_id_cnty is the incident_id, which stays when the incident is corrected.
with told as (
  select
    incident_id,
    join_texts(publisher) as publishers
  from incident_sources
  group by incident_id
),
sides as (
  select
    incident_id,
    min(case when role = 'perpetrator' then type end) as first_type_1,
    max(case when role = 'perpetrator' then type end) as last_type_1,
    min(case when role in ('target', 'victim') then type end) as first_type_2,
    max(case when role in ('target', 'victim') then type end) as last_type_2
  from incident_participants
  group by incident_id
),
typed as (
  select
    code,
    acled,
    case
      when acled in ('Armed clash', 'Government regains territory', 'Non-state actor overtakes territory')
        then 'Battles'
      when acled in ('Air/drone strike', 'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED',
                     'Suicide bomb', 'Grenade', 'Chemical weapon')
        then 'Explosions/Remote violence'
      when acled in ('Attack', 'Abduction/forced disappearance', 'Sexual violence')
        then 'Violence against civilians'
      when acled in ('Peaceful protest', 'Protest with intervention', 'Excessive force against protesters')
        then 'Protests'
      when acled in ('Violent demonstration', 'Mob violence')
        then 'Riots'
      else 'Strategic developments'
    end as event_type
  from event_types
)
select
  i.incident_id as event_id_cnty,
  i.event_date as event_date,
  cast(extract(year from i.event_date) as integer) as year,
  case i.date_precision when 'day' then 1 when 'days' then 2 when 'week' then 2 else 3 end as time_precision,
  case
    when t.acled = 'Excessive force against protesters' then 'Political violence; Demonstrations'
    when t.event_type = 'Protests' or t.acled = 'Violent demonstration' then 'Demonstrations'
    when t.event_type = 'Strategic developments' then 'Strategic developments'
    else 'Political violence'
  end as disorder_type,
  t.event_type as event_type,
  t.acled as sub_event_type,
  i.perpetrators as actor1,
  cast(null as varchar) as assoc_actor_1,
  case
    when s.first_type_1 <> s.last_type_1 then null
    when s.first_type_1 in ('state', 'military', 'police') then 'State forces'
    when s.first_type_1 = 'international' then 'External/Other forces'
    when s.first_type_1 = 'civilian' then 'Civilians'
  end as inter1,
  coalesce(i.targets, i.victims) as actor2,
  case when i.targets is not null then i.victims end as assoc_actor_2,
  case
    when s.first_type_2 <> s.last_type_2 then null
    when s.first_type_2 in ('state', 'military', 'police') then 'State forces'
    when s.first_type_2 = 'international' then 'External/Other forces'
    when s.first_type_2 = 'civilian' then 'Civilians'
  end as inter2,
  cast(null as varchar) as interaction,
  case
    when t.event_type = 'Violence against civilians' or t.acled = 'Excessive force against protesters'
      then 'Civilian targeting'
  end as civilian_targeting,
  cast(null as integer) as iso,
  cast(null as varchar) as region,
  i.country_name as country,
  i.admin1 as admin1,
  cast(null as varchar) as admin2,
  cast(null as varchar) as admin3,
  i.place_name as location,
  i.latitude as latitude,
  i.longitude as longitude,
  case i.place_precision when 'site' then 1 when 'town' then 1 when 'admin2' then 2 else 3 end as geo_precision,
  told.publishers as source,
  cast(null as varchar) as source_scale,
  i.title as notes,
  i.killed_best as fatalities,
  case when i.tolls_disputed then 'tolls disputed' end as tags,
  seconds_since_1970(i.last_recorded_at) as timestamp
from incidents as i
join typed as t on t.code = i.event_type
left join told on told.incident_id = i.incident_id
left join sides as s on s.incident_id = i.incident_id
where i.is_default
