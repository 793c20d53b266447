-- all rows
select * from items;
