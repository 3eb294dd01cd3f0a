# plangraph: built from the lock's versions, run without compiler, root or tests.
FROM python:3.12-slim AS build

WORKDIR /build
COPY requirements.lock pyproject.toml README.md LICENSE ./
# The lock also pins the tools of developers: what is installed is the program, at the lock's versions.
RUN sed -n 's/^\([a-z0-9._-]*==[^\\]*\)\\*$/\1/p' requirements.lock > constraints.txt \
    && python -m venv /opt/plangraph
COPY plangraph.py ./
COPY graph ./graph
COPY ingest ./ingest
COPY service ./service
RUN /opt/plangraph/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt ".[fast]"

FROM python:3.12-slim

RUN useradd --create-home --uid 10001 plangraph
COPY --from=build /opt/plangraph /opt/plangraph
ENV PATH=/opt/plangraph/bin:$PATH PYTHONUNBUFFERED=1 PLANGRAPH_HOST=0.0.0.0 PLANGRAPH_LOGS=json
USER 10001
WORKDIR /home/plangraph
EXPOSE 8000
ENTRYPOINT ["plangraph"]
CMD ["serve"]
