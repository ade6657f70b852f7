"""Who may open what, and about whom."""

# Who may open what, and about whom: s themself, a Alma, whose contact person is Mette, who has chosen Kim to read her
# notes, and who lets everybody at work read how she is, as Ulla is now; b Bo, who has none of these. Nobody else.
OPENS = """
                alma  mette  kim  ulla  jonas  lis
answer_now      s     -      -    -     -      -
week            s     -      -    -     -      -
today           s     -      -    -     -      -
talk            s     -      -    -     -      -
trivsel         s     -      -    -     -      -
look_ahead      s     -      -    -     -      -
look_back       s     -      -    -     -      -
own_words       s     -      -    -     -      -
wish            s     -      -    -     -      -
note            s     -      -    -     -      -
forget          s     -      -    -     -      -
more            s     -      -    -     -      -
settings        s     -      -    -     -      -
shelf           s     -      -    -     -      -
remind_me       s     -      -    -     -      -
own_reminder    s     -      -    -     -      -
my_reminders    s     -      -    -     -      -
move_it         s     -      -    -     -      -
reading         s     -      -    -     -      -
sharing         s     -      -    -     -      -
sharing_of      s     -      -    -     -      -
sharing_other   s     -      -    -     -      -
my_times        s     a      -    -     -      sab
my_time         s     a      -    -     -      sab
my_methods      s     -      -    -     -      -
quiet_time      s     a      -    -     -      sab
plan            -     s      s    s     s      s
plan_for        -     a      -    -     -      sab
plan_activity   -     s      s    s     s      s
change_activity -     s      s    s     s      s
plan_confirm    -     s      s    s     s      s
move_activity   -     a      -    -     -      sab
cancel_activity -     a      -    -     -      sab
end_activity    -     a      -    -     -      sab
duty            -     s      s    s     s      sab
methods         s     a      -    -     -      sab
method          s     a      -    -     -      sab
quiet_hours     s     a      -    -     -      sab
pause           s     a      -    -     -      sab
looks           s     -      -    -     -      -
answer_with     -     a      -    -     -      -
together        -     a      -    -     -      -
observe         -     a      -    -     -      -
own_view        -     a      -    -     -      -
observation     -     a      -    -     -      -
my_graph        s     -      -    -     -      -
borger_page     -     a      a    a     -      -
staff_note      -     a      -    -     -      -
follow_up       -     a      a    -     -      -
wish_time       -     a      -    -     -      -
answer_wish     -     a      -    -     -      -
borger_menu     -     a      -    -     -      sab
contacts        -     a      -    -     -      sab
new_link        -     a      -    -     -      sab
borgere         -     sab    sab  sab   sab    sab
new_borger      -     sab    sab  sab   sab    sab
news            -     s      s    s     s      s
follow_ups      -     s      s    s     s      s
wishes          -     s      s    s     s      s
staff_more      -     s      s    s     s      s
my_name         -     s      s    s     s      s
summary_time    -     s      s    s     s      -
new_staff       -     -      -    -     -      sab
house           -     -      -    -     -      sab
language        sab   sab    sab  sab   sab    sab
about           sab   sab    sab  sab   sab    sab
which_entry     sab   sab    sab  sab   sab    sab
accept_entry    s     -      -    -     -      -
welcome         sab   sab    sab  sab   sab    sab
decline         sab   sab    sab  sab   sab    sab
help            s     -      -    -     -      -
privacy         s     -      -    -     -      -
stop            s     -      -    -     -      -
leave           s     -      -    -     -      -
offer_help      s     -      -    -     -      -
offer_stop      s     -      -    -     -      -
staff_settings  -     s      s    s     s      s
staff_stop      -     s      s    s     s      s
no_summary      -     s      s    s     s      -
"""
_HEAD, *_ROWS = (line.split() for line in OPENS.strip().splitlines())
WHO = {row[0]: dict(zip(_HEAD, row[1:], strict=True)) for row in _ROWS}
