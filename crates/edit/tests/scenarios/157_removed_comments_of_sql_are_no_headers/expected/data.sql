create table a (id int);
create table b (id int);
insert into a values (1);
