name = 'x'
print('it''s - fine')
