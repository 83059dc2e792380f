# docker build -t equigate . && docker run --rm --network none -v "$PWD:/work" equigate check
#
# The base is pinned by its digest, and everything that Python installs by version and hash in requirements.lock. To move to
# a newer base, look its digest up and name it here or with --build-arg BASE=...:
#   docker buildx imagetools inspect python:3.12-slim-bookworm
ARG BASE=python:3.12.12-slim-bookworm@sha256:593bd06efe90efa80dc4eee3948be7c0fde4134606dd40d8dd8dbcade98e669c

FROM ${BASE} AS build
COPY pyproject.toml README.md LICENSE requirements.lock /source/
COPY audit /source/audit
COPY policies /source/policies
COPY templates /source/templates
RUN python -m venv --without-pip /opt/equigate \
    && python -m pip --python /opt/equigate/bin/python install --no-cache-dir --require-hashes -r /source/requirements.lock \
    && python -m pip --python /opt/equigate/bin/python install --no-cache-dir --no-deps /source

FROM ${BASE}
# Pango and a font set the PDF; nothing else is added.
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 equigate
COPY --from=build /opt/equigate /opt/equigate
ENV PATH=/opt/equigate/bin:$PATH EQUIGATE_CACHE=/home/equigate/.cache/equigate
USER equigate
WORKDIR /work
ENTRYPOINT ["equigate"]
CMD ["--help"]
