-- Whether a person holds back the answers that have not begun, and how many calls a model server takes within a minute.

alter table user_settings add column pause_new boolean;
alter table provider add column requests_per_minute integer;
