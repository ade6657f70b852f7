"""Greetings from staff: no task and no follow-up; the borger keeps them or lets them go."""
