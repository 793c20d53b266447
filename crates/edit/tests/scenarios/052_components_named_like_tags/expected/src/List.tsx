export const List = () => (
  <Files>
    <File path={a}>
      <Content wide />
    </File>
  </Files>
);
