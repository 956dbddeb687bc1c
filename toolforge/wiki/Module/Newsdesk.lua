local p = {}

return p
