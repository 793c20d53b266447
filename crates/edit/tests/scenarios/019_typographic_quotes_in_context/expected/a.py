name = 'y'
print('it''s - fine')
