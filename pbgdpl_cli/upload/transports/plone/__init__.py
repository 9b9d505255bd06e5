"""Plone by plone.restapi: a folder a record, files in it by tus, what it says as a page."""

from __future__ import annotations
