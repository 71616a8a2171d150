from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cchc_portal"
    verbose_name = "Cổng cải cách hành chính"

    def ready(self):
        """Let the sign-in page of a demonstration name its worlds and say how much waits for each part."""
        from cchc_portal.demo import places, seed_places  # app ready
        from organisations import cast  # app ready
        from workflow.queries import my_work_count  # app ready

        cast.world_names.update(
            {
                world.root.code: f"{world.name} · {world.root.name}"
                for world in (places.THREE_TIERS, *seed_places.WORLDS, places.two_tiers(3))
            }
        )
        if my_work_count not in cast.counters:
            cast.counters.append(my_work_count)
