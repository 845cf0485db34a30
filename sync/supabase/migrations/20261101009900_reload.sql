-- Last, so that a running PostgREST learns of the new functions.
notify pgrst, 'reload schema';
