export interface Column {
  label: string;
  key: string;
  type: "text" | "number" | "money" | "date";
}

export type Row = Record<string, string | number>;

export const columns: Column[] = [
  { label: "Name", key: "name", type: "text" },
  { label: "Role", key: "role", type: "text" },
  { label: "City", key: "city", type: "text" },
  { label: "Joined", key: "joined", type: "date" },
  { label: "Salary", key: "salary", type: "money" },
  // __SPARE__
  { label: "Team", key: "team", type: "text" },
  { label: "Email", key: "email", type: "text" },
  { label: "Phone", key: "phone", type: "text" },
  { label: "Age", key: "age", type: "number" },
];

export const rows: Row[] = [
  { name: "Ada Park", role: "Engineer", city: "Lisbon", joined: "2021-03-15", salary: 78000, team: "Web", email: "ada@example.com", age: 34 },
  { name: "Milo Brandt", role: "Designer", city: "Berlin", joined: "2019-11-02", salary: 71000, team: "Brand", email: "milo@example.com", age: 41 },
  { name: "Ines Costa", role: "Engineer", city: "Porto", joined: "2022-06-20", salary: 74000, team: "Web", email: "ines@example.com", age: 29 },
  { name: "Theo Lind", role: "Support", city: "Oslo", joined: "2020-01-13", salary: 52000, team: "Care", email: "theo@example.com", age: 37 },
  { name: "Noor Aziz", role: "Manager", city: "London", joined: "2018-08-27", salary: 92000, team: "Web", email: "noor@example.com", age: 46 },
  { name: "Kai Moreno", role: "Designer", city: "Madrid", joined: "2023-02-06", salary: 66000, team: "Brand", email: "kai@example.com", age: 27 },
  { name: "Lea Novak", role: "Engineer", city: "Prague", joined: "2021-09-09", salary: 69000, team: "Data", email: "lea@example.com", age: 33 },
  { name: "Sam Okafor", role: "Analyst", city: "Dublin", joined: "2022-11-28", salary: 63000, team: "Data", email: "sam@example.com", age: 31 },
  { name: "Yuki Sato", role: "Support", city: "Berlin", joined: "2023-05-15", salary: 51000, team: "Care", email: "yuki@example.com", age: 26 },
  { name: "Emil Dahl", role: "Manager", city: "Oslo", joined: "2017-04-03", salary: 95000, team: "Brand", email: "emil@example.com", age: 50 },
  { name: "Rosa Weiss", role: "Analyst", city: "Vienna", joined: "2020-10-19", salary: 65000, team: "Data", email: "rosa@example.com", age: 38 },
  { name: "Finn Byrne", role: "Engineer", city: "Dublin", joined: "2019-07-01", salary: 81000, team: "Web", email: "finn@example.com", age: 42 },
  // __SPARE__
  { name: "Mara Ionescu", role: "Designer", city: "Vienna", joined: "2024-01-08", salary: 64000, team: "Brand", email: "mara@example.com", age: 30 },
  { name: "Otis Clark", role: "Engineer", city: "London", joined: "2024-03-18", salary: 77000, team: "Web", email: "otis@example.com", age: 35 },
  { name: "Vera Holm", role: "Analyst", city: "Oslo", joined: "2018-02-12", salary: 70000, team: "Data", email: "vera@example.com", age: 44 },
  { name: "Juno Reyes", role: "Support", city: "Madrid", joined: "2022-08-22", salary: 50000, team: "Care", email: "juno@example.com", age: 28 },
  { name: "Pavel Maly", role: "Engineer", city: "Prague", joined: "2020-05-25", salary: 73000, team: "Data", email: "pavel@example.com", age: 39 },
  { name: "Tess Moor", role: "Manager", city: "Lisbon", joined: "2016-09-05", salary: 98000, team: "Care", email: "tess@example.com", age: 52 },
];

export const pageSize = 8;
