r"""The routes that the benchmarks measure, as a Flask application with its usual extensions.

It is configured by two environment variables, DATABASE and SECRET_FILE:

    DATABASE=... SECRET_FILE=... gunicorn -w 4 -b unix:SOCKET --no-control-socket \
        --chdir Benchmarks/peers/flask application:application
"""

from flask import Flask

import answers
import errors
import passwords
import tokens
from accounts import LoginResource
from movies import MovieResource, MoviesResource
from pages import pages

application = Flask(__name__)
# Nothing but the routes below: no answers of Flask's own to OPTIONS or to doubled slashes.
application.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
application.url_map.merge_slashes = False
application.jinja_env.keep_trailing_newline = True

tokens.init_app(application)
passwords.bcrypt.init_app(application)
errors.init_app(application)
answers.init_app(application)

application.register_blueprint(pages)

api = answers.JSONApi(application, prefix="/api")
api.add_resource(MoviesResource, "/movies")
api.add_resource(MovieResource, "/movies/<string:movie_id>")
api.add_resource(LoginResource, "/auth/login")
