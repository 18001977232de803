"""Addresses of the forms: for the public alone, so they stand below no /preview/."""

from django.urls import path

from forum import data_views, erasing_views, feedback_views, hand_over_views, lost_link_views, sharing_views, subscriber_views
from forum import registration_views as views

app_name = "registration"
urlpatterns = [
    path("links/lost/", lost_link_views.lost_link, name="lost-links"),
    path("<slug:slug>/lost-link/", lost_link_views.lost_link, name="lost-link"),
    path("<slug:slug>/register/", views.register, name="register"),
    path("<slug:slug>/register/<str:invitation>/", views.register, name="invited"),
    path("<slug:slug>/registered/<str:receipt>/", views.registered, name="registered"),
    path("announcements/ask/", subscriber_views.subscribe, name="subscribe-form"),
    path("subscribers/<str:token>/agree/", subscriber_views.agree, name="subscribe"),
    path("subscribers/<str:token>/leave/", subscriber_views.unsubscribe, name="unsubscribe"),
    path("registration/<str:token>/", views.mine, name="mine"),
    path("registration/<str:token>/change/", views.change, name="change"),
    path("registration/<str:token>/address/", views.address, name="address"),
    path("registration/<str:token>/cancel/", views.cancel, name="cancel"),
    path("registration/<str:token>/data/", data_views.data, name="data"),
    path("registration/<str:token>/data.json", data_views.as_file, name="data-file"),
    path("registration/<str:token>/erase/", erasing_views.erase, name="erase"),
    path("registration/<str:token>/confirm/", views.confirm, name="confirm"),
    path("registration/<str:token>/accept/", views.accept, name="accept"),
    path("registration/<str:token>/decline/", views.decline, name="decline"),
    path("feedback/<str:token>/", feedback_views.feedback, name="feedback"),
    path("feedback/<str:token>/sent/", feedback_views.sent, name="feedback-sent"),
    path("registration/<str:token>/attendees/", sharing_views.attendees, name="attendees"),
    path("registration/<str:token>/hand-over/", hand_over_views.hand_over, name="hand-over"),
    path("registration/<str:token>/withdraw/", hand_over_views.withdraw, name="withdraw"),
    path("hand-over/<str:token>/", hand_over_views.take_over, name="take-over"),
    path("new-address/<str:token>/", views.new_address, name="new-address"),
]
