export const List = () => (
  <Files>
    <File path={a}>
      <Content />
    </File>
  </Files>
);
