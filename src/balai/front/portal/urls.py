from django.urls import path

from balai.front.portal.views.home import home

app_name = "portal"
urlpatterns = [path("", home, name="home")]
