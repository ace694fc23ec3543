"""Lists that people, places, organisations and addresses are made of, written for this project."""

LATIN = """en_US en_GB en_IE en_IN en_CA en_AU en_NZ en_NG en_KE en_PK en_PH de_DE de_AT de_CH fr_FR fr_CA fr_CH fr_BE es_ES es_MX es_AR
es_CO es_CL it_IT nl_NL nl_BE pt_BR pt_PT pl_PL sv_SE da_DK no_NO fi_FI cs_CZ sk_SK hu_HU ro_RO tr_TR hr_HR sl_SI et_EE lt_LT lv_LV
id_ID vi_VN sq_AL yo_NG ha_NG ig_NG tw_GH zu_ZA is_IS ga_IE az_AZ tl_PH mt_MT""".split()
OTHER = "ru_RU uk_UA bg_BG el_GR ar_SA he_IL ja_JP zh_CN ko_KR hi_IN".split()

# Romanised, written for this project.
OWN = {
    "zh": (
        "Wei Fang Min Jing Li Na Xiaoming Xiaoli Jun Hui Yan Ying Lei Qiang Yong Tao Chao Jie Juan Xia Hao Yu Xin Mei Lin Guang Zhiyuan Yuxuan "
        "Zihan Haoran Yichen Xinyi Ruolan Meiling Guoqiang Jianguo Weimin Shufen Xiuying Guilan Dandan Tingting Yifan Zixuan Shiqi Qi Bowen Ming "
        "Xiaohong Jiahui Siyu Yawen Peiyu Chia-Hao Shu-Fen Mei-Ling Wei-Ting Yu-Ting Chun-Chieh Pei-Shan Kai-Wen Hsiao-Ling Wing-Yan Ka-Ming Siu-Ming",
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Gao Zheng Liang Xie Tang Song Deng Han Feng Cao Peng Zeng Xiao "
        "Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lü Ding Ren Lu Yao Shen Zhong Cui Tan Fan Wong Chan Lam Leung Cheung Ng Ho Lau Kwok Tsang Hsu "
        "Tsai Hsieh Ouyang Situ Shangguan Chiu Yeung Chow Fung Mak Szeto",
    ),
    "ko": (
        "Min-jun Seo-yeon Ji-hoon Ji-woo Hyun-woo Soo-jin Eun-ji Ye-jin Dong-hyun Young-ho Sung-min Jae-won Hye-jin Yuna Minji Jisoo Haneul Seung-woo "
        "Kyung-soo Mi-rae Chae-won Ha-eun Do-yoon Ji-eun Joon-ho Sang-hoon Yeon-hee Bo-ram Na-young Tae-yang Jung-ho Myung-hee Sun-hee Byung-chul",
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Jeon Ko Moon Yang Son Bae Baek Heo Nam Sim Noh Ha Kwak Gwak",
    ),
    "ja": (
        "Haruto Yui Sota Hina Yuto Sakura Ren Aoi Riku Rin Kaito Mei Takumi Yuki Hiroshi Kenji Takashi Akira Naoko Keiko Yoko Michiko Kazuko Sachiko "
        "Tomoko Emi Ayumi Mariko Shinji Daisuke Kenta Ryota Satoshi Makoto Tetsuya Kaori Asuka Chihiro Noriko Masako Hideo Isamu Jiro Saburo Fumiko Haruka Mitsuki Shun",
        "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi Matsumoto Inoue Kimura Hayashi Shimizu "
        "Saito Mori Abe Ikeda Hashimoto Ishikawa Ogawa Okada Goto Hasegawa Murakami Kondo Ishii Sakamoto Endo Aoki Fujii Nishimura Fukuda Ota Miura Fujiwara Okamoto Nakagawa Ueda Morita Hara Shibata Kudo Uchida Takagi",
    ),
    "ar": (
        "Mohammed Muhammad Ahmed Ali Omar Yusuf Youssef Ibrahim Khalid Khaled Hassan Hussein Mahmoud Mustafa Abdullah Abdulrahman Tariq Ziad Karim Samir Nabil "
        "Rami Walid Faisal Salman Hamza Bilal Anas Fatima Aisha Maryam Zainab Khadija Layla Leila Nour Noor Huda Salma Rania Dina Yasmin Amina Samira Hanan Iman "
        "Nadia Reem Lamia Ghada Asma Sumaya Abir Rasha Mona Hala Suleiman Idris Jamal Adnan Marwan Fadi Elias Georges Rabab Wafaa Basma Tahani Zahra",
        "Al-Hassan Haddad Khoury Najjar Mansour Nasser Saleh Farouk Abdallah al-Rashid Al-Sayed Hamdan Qasim Shaheen Aziz Rahman Darwish Ayyub Bakri Sabbagh "
        "Halabi Masri Shami Barakat Hijazi Kanaan Awad Taha Ghanem Zidan Othman Siddiqui Malik Sharif Jaber Khalil Hariri Tawfiq Bouazizi Benali Bensaid El-Amrani "
        "Belkacem Boudiaf Cherif Ziani El Idrissi Bennani Tahiri Alaoui Abu-Zayd Abdelaziz Ben Youssef Al-Otaibi Al-Mutairi bin Salem Ibn Khaldun",
    ),
    "africa": (
        "Ngozi Chinwe Emeka Chidi Adaeze Ifeoma Obinna Chukwudi Tunde Olumide Folake Bukola Yetunde Segun Femi Kwame Kofi Ama Akosua Abena Yaw Kojo Esi Kwabena "
        "Wanjiru Njeri Kamau Mwangi Wambui Otieno Achieng Odhiambo Kipchoge Chebet Jomo Zanele Thabo Sipho Nomvula Lerato Thandi Mandla Sibusiso Palesa Tendai Rutendo "
        "Tatenda Farai Chipo Mamadou Aminata Fatou Ousmane Moussa Ibrahima Awa Aissatou Cheikh Binta Sekou Mariama Abebe Tigist Hiwot Dawit Selam Bekele Yohannes Almaz "
        "Getachew Meseret Nakato Okello Mirembe Kato Wasswa Nabirye Habimana Uwimana Mutesi Ndayishimiye Mbali Lwazi Katlego Refilwe",
        "Okafor Okonkwo Adeyemi Adebayo Balogun Nwosu Eze Obi Nwachukwu Afolabi Ogunleye Bello Abubakar Mensah Owusu Boateng Asante Osei Appiah Agyeman Kamau Mwangi Njoroge "
        "Kariuki Wanjiku Ochieng Omondi Kiptoo Rotich Dlamini Nkosi Ndlovu Khumalo Mthembu Zulu Mokoena Molefe Moyo Ncube Sibanda Chikwanha Diallo Diop Ndiaye Traoré Keita "
        "Coulibaly Touré Sow Fall Ba Camara Tesfaye Haile Gebremariam Alemayehu Bekele Tadesse Mulugeta Kebede Musoke Ssempijja Byaruhanga Habyarimana Mukamana Banda Phiri Mwale Chanda",
    ),
    "india": (
        "Aarav Vivaan Aditya Arjun Rohan Karthik Suresh Ramesh Rajesh Sanjay Vijay Anil Sunil Deepak Priya Ananya Kavya Lakshmi Meera Pooja Sneha Divya Neha Shreya Anjali Sunita "
        "Geeta Rekha Asha Usha Padma Venkatesh Subramaniam Murugan Harpreet Gurpreet Manpreet Jaspreet Simran Balwinder Farhan Imran Zoya Ayesha Tanvi Ishaan Nikhil Rahul Varun Siddharth "
        "Parvathi Saraswati Gopal Mukesh Dinesh Chandra Mohan Ravindra Kamala Pushpa Bhavana Swati Nirmala Jyoti Kiran Pankaj Manoj Yash Tejas Gauri Madhuri Abhishek",
        "Sharma Verma Gupta Patel Singh Kumar Reddy Nair Menon Iyer Iyengar Pillai Rao Naidu Chatterjee Banerjee Mukherjee Ghosh Bose Das Sen Dutta Joshi Kulkarni Deshpande Patil Shah "
        "Mehta Desai Kapoor Malhotra Chopra Khanna Bhatia Agarwal Jain Mishra Tiwari Pandey Dubey Yadav Chauhan Rathore Gill Sandhu Dhillon Sidhu Kaur Thomas Varghese Fernandes D'Souza "
        "Hegde Shetty Bhat Gowda Krishnan Subramanian Ramanathan Venkataraman Chowdhury Hossain Rahman Ahmed Khan Siddiqui Perera Fernando Jayawardena Silva Wickramasinghe Shrestha Gurung Tamang Ranganathan",
    ),
    "viet": (
        "Anh Minh Hoa Lan Huong Linh Thao Trang Mai Hung Dung Tuan Quang Nam Hieu Phuong Thuy Ngoc Bao Khanh Duc Long Thanh Hang Nga Yen Quynh Hanh Thị Lan Văn Hùng Đức Ánh Bích Như Ý Tâm Khoa",
        "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ngo Duong Ly Nguyễn Trần Lê Phạm Hoàng Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trinh Dinh",
    ),
    "persia": (
        "Reza Hossein Mehdi Amir Ali Parisa Shirin Maryam Zahra Soraya Kian Arash Babak Farhad Dariush Cyrus Nasrin Leila Azadeh Nima Sina Omid Behrouz Laleh Mahsa Golnar Yalda Shahram Roya Navid",
        "Hosseini Ahmadi Mohammadi Karimi Rezaei Moradi Jafari Rahimi Tehrani Shirazi Esfahani Kermani Farahani Ghorbani Sadeghi Nouri Zandi Pahlavan Azari Khatami Daneshvar Yazdani Mousavi Bagheri Ebrahimi",
    ),
    "slavic": (
        "Aleksandr Dmitri Dmitry Sergei Sergey Andrei Andrey Ivan Mikhail Nikolai Vladimir Pavel Oleg Igor Yuri Anastasia Ekaterina Olga Natalia Irina Svetlana Tatiana Elena Ludmila Galina Nadezhda Daria Polina "
        "Oksana Oleksandr Volodymyr Mykola Taras Bohdan Iryna Kateryna Halyna Yaroslav Stanislav Vyacheslav Milos Dragan Jovana Slavica Zoran Goran Milica Ljiljana Vesna Branko Nemanja Dusan Petar Kasia Tomek Agnieszka "
        "Zofia Wojciech Krzysztof Małgorzata Grzegorz Bartek Piotr Radoslav Plamen Stoyan Desislava Tsvetelina",
        "Ivanov Petrov Sidorov Smirnov Kuznetsov Popov Volkov Sokolov Lebedev Kozlov Novikov Morozov Ivanova Petrova Sokolova Volkova Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Melnyk Boyko Marchenko "
        "Jovanović Petrović Nikolić Marković Djordjević Horvat Kovač Novak Babić Marić Dvořák Svoboda Novotný Kučera Kowalski Wiśniewska Wójcik Lewandowska Zieliński Szymański Dąbrowska Dimitrov Georgiev Todorova Stoyanova",
    ),
    "nicknames": (
        "Bob Bobby Bill Billy Liz Lizzy Beth Betty Peggy Maggie Meg Kate Katie Kathy Kit Jim Jimmy Jack Johnny Mike Mikey Mick Nick Nicky Rick Ricky Dick Rob Robbie Tom Tommy Tim Timmy Dan Danny Dave Davey Sam Sammy Ben "
        "Benny Joe Joey Jon Jonny Ed Eddie Ted Teddy Al Alfie Fred Freddie Frankie Hank Harry Larry Lenny Leo Lou Lulu Matt Max Ned Pat Patty Pete Phil Ray Ron Ronnie Russ Sal Sue Susie Suzy Tess Tina Toni Tony Vic Vicky "
        "Viv Walt Wes Will Willy Zack Zoe Jess Jessie Jen Jenny Jo Josie Abby Allie Alex Andy Angie Annie Barb Becky Bella Carrie Cathy Chris Chrissy Cindy Connie Debbie Dee Dot Dottie Ellie Emmy Flo Fran Gabby Ginny "
        "Gus Izzy Jackie Jamie Jules Kim Kris Lexi Mandy Marge Mel Millie Mindy Mo Molly Nan Nat Nell Olly Penny Pip Polly Robyn Rosie Sandy Stef Steffi Tasha Toby Trish Val Wendy Manu Nico Pepe Paco Nacho Lupe Chuy Memo "
        "Tino Gigi Lola Mimi Fritzi Uschi Heidi Hansi Sepp Toni Basti Flo Benni Kalle Anni Steph Lulu Jojo Titi Loulou Zizou Kiki Bea Ale Vale Fede Ciccio Pino Nino Ale Lele Joca Zé Tonho Bia Duda Rafa Gabi Dani Teo Lio Jonas Mila",
        "",
    ),
    "words": (  # names that are ordinary words too
        "Will Mark Grace Hope Faith Joy Rose Lily Daisy Iris Ivy Violet Hazel Olive Amber Ruby Pearl Jade Crystal Dawn Eve Summer Autumn April May June August Bill Jack Pat Rob Chase Hunter Grant Dean Earl Duke "
        "Rich Frank Ernest Art Miles Rusty Sandy Sunny Misty Stormy Sky River Brook Forest Heath Cliff Dale Glen Ray Penny Bob Drew Sue Carol Melody Harmony Patience Prudence Charity Mercy Verity Felicity Constance "
        "Reed Wade Lance Pierce Gene Jean Christian Angel Jesus Destiny Genesis Serenity Trinity Victor Guy Major King Prince Royal Sage Basil Ginger Rosemary Heather Robin Jay Martin Phoenix Wolf Bear Fox Chance Trace",
        "Brown Green White Black Gray Young Long Short Small Little Strong Wise Sharp Swift Love Hope Price Rich Banks Cash Bond Bell Church Temple Abbott Bishop Pope King Prince Knight Page Cook Baker Butcher Fisher "
        "Hunter Shepherd Farmer Gardener Miller Mason Carpenter Smith Taylor Weaver Potter Turner Wheeler Cooper Singer Piper Ford Bridge Brook Lake Rivers Pond Hill Dale Woods Forest Field Meadows Marsh Moore Stone Rock Sand "
        "Winter Summers Day Weeks Friday Noon Storm Snow Frost Rain Best Good Goodman Freeman Newman Power Case Day Pace March May Bush Rose Berry Cherry Rice Bean Salt Pepper Hay Lamb Wolf Fox Bird Crane Drake Swan Finch "
        "Koch Schmidt Bauer Wagner Richter Kaiser König Engel Fuchs Vogel Hahn Stein Berg Wald Sommer Winter Lang Klein Groß Weiß Schwarz Braun Roth Petit Grand Blanc Noir Leblanc Roux Boucher Fontaine Dupont Rossi Bianchi Verde",
    ),
}

STREETS = {
    "en": [
        "{w} Street",
        "{w} St",
        "{w} St.",
        "{w} Road",
        "{w} Rd",
        "{w} Avenue",
        "{w} Ave",
        "{w} Ave.",
        "{w} Lane",
        "{w} Ln",
        "{w} Drive",
        "{w} Dr",
        "{w} Court",
        "{w} Ct",
        "{w} Place",
        "{w} Way",
        "{w} Close",
        "{w} Crescent",
        "{w} Terrace",
        "{w} Blvd",
        "{w} Boulevard",
        "{w} Parkway",
        "{w} Gardens",
        "{w} Row",
        "{w} Loop",
        "{w} Hill",
        "{w} Square",
        "{w} Trail",
        "N {w} St",
        "West {w} Avenue",
        "{ord} Street",
        "{ord} Ave NW",
        "County Road {n}",
        "Highway {n}",
        "The {w}",
        "{w} Mews",
        "{w} Circle",
        "Old {w} Road",
        "{w} Pike",
    ],
    "de": [
        "{w}straße",
        "{w}str.",
        "{w}weg",
        "{w}gasse",
        "{w}platz",
        "{w}allee",
        "Am {w}",
        "An der {w}",
        "{w}ring",
        "{w} Straße",
        "Alte {w}straße",
        "{w}ufer",
        "{w}damm",
        "Im {w}",
        "{w}-{l}-Straße",
        "{w}strasse",
        "Zum {w}",
    ],
    "fr": [
        "rue {w}",
        "rue de {w}",
        "avenue {w}",
        "boulevard {w}",
        "bd {w}",
        "place {w}",
        "allée des {w}",
        "chemin de {w}",
        "impasse {w}",
        "rue du {w}",
        "av. {w}",
        "quai {w}",
        "route de {w}",
        "rue {f} {l}",
        "cours {w}",
    ],
    "es": [
        "Calle {w}",
        "C/ {w}",
        "Avenida {w}",
        "Avda. {w}",
        "Av. {w}",
        "Plaza {w}",
        "Paseo de {w}",
        "Calle de {f} {l}",
        "Camino {w}",
        "Carrera {n}",
        "Calle {n}",
        "Ronda de {w}",
        "Travesía {w}",
        "c/ {w}",
    ],
    "it": [
        "Via {w}",
        "via {w}",
        "Via {f} {l}",
        "Viale {w}",
        "Piazza {w}",
        "Corso {w}",
        "Largo {w}",
        "Vicolo {w}",
        "Via dei {w}",
        "Strada {w}",
        "P.zza {w}",
        "V.le {w}",
    ],
    "nl": [
        "{w}straat",
        "{w}laan",
        "{w}weg",
        "{w}gracht",
        "{w}plein",
        "{w}kade",
        "{w}singel",
        "{w}dijk",
        "Lange {w}",
        "{w}hof",
        "van {l}straat",
        "Burgemeester {l}laan",
        "{w}pad",
    ],
    "pt": [
        "Rua {w}",
        "Rua {f} {l}",
        "R. {w}",
        "Avenida {w}",
        "Av. {w}",
        "Travessa {w}",
        "Largo {w}",
        "Praça {w}",
        "Alameda {w}",
        "Rua da {w}",
        "Rua do {w}",
        "Estrada {w}",
    ],
    "pl": ["ul. {w}", "al. {w}", "os. {w}", "pl. {w}"],
}
STREET_WORDS = {
    "en": "Maple Oak Elm Cedar Pine Birch Willow Main High Church Mill Park Station Victoria Queens Kings Spring Hill River Lake Sunset Washington Lincoln Franklin Adams Jackson Chestnut Walnut Orchard Meadow Castle Bridge Market Chapel "
    "Harbour Wharf Tannery Pomegranate Kestrel Heron Foxglove Larkspur Juniper Sycamore Magnolia Quarry Granary Priory Abbey Manor Grange Copper Silver Saddleback Ridgeview Bayview Seaview Clover Thornhill Kingsway Broad Long West East".split(),
    "de": "Haupt Bahnhof Garten Schul Berg Linden Birken Kirch Mühlen Wald Wiesen Goethe Schiller Mozart Beethoven Bismarck Kaiser Friedrich Ludwig Rosen Tulpen Eichen Buchen Ahorn Brunnen Markt Dorf Feld Hafen Markgrafen Moltke Lerchen "
    "Amsel Drossel Finken Sonnen Weinberg Brücken Kloster Post Ring Schloss Burg Tor Neu Wilhelm Lessing Heine Schubert Hölderlin Kant Fichten".split(),
    "fr": "Victor-Hugo Pasteur Gambetta Voltaire Jean-Jaurès République Liberté Moulin Lilas Tilleuls Acacias Église Gare Château Fontaine Marché Verdun Général-de-Gaulle Rivoli Faubourg Peupliers Marronniers Roses Vignes Prés Écoles Carmes Minimes Capucins Hirondelles".split(),
    "es": "Mayor Real Goya Velázquez Serrano Alcalá Cervantes Colón Libertad Constitución Sol Luna Rosales Olivos Pinos Naranjos Jardines Iglesia Molino Fuente San José Santa Ana San Juan del Carmen Independencia Reforma Juárez Hidalgo Bolívar Insurgentes Palmas Magnolias".split(),
    "it": "Roma Garibaldi Mazzini Dante Verdi Cavour Marconi Manzoni Leopardi Venezia Milano Torino Europa Libertà Fiori Pini Castello Fontana Mulino Vittoria Indipendenza San Marco Sant'Antonio Carducci Pascoli Colombo Ulivi Ciclamini".split(),
    "nl": "Kerk School Dorps Molen Beatrix Wilhelmina Juliana Oranje Linden Eiken Beuken Kastanje Rozen Tulpen Haven Stations Markt Prinsen Keizers Heren Bloem Zonne Merel Vink Nieuw Oud Burg Brug Water".split(),
    "pt": "Flores Augusta Paulista Liberdade Constituição Palmeiras Ipiranga Atlântica Brasil Portugal Sete de Setembro Quinze de Novembro São João Santo António Boavista Almirante Reis da República Oliveiras Pinheiros Laranjeiras Camões Acácias".split(),
    "pl": "Długa Krótka Polna Leśna Słoneczna Ogrodowa Lipowa Kościuszki Mickiewicza Słowackiego Sienkiewicza Kwiatowa Szkolna Kościelna Piastowska Grunwaldzka".split(),
}
COUNTRY_OF = {
    "en": ["US", "GB", "CA", "AU", "IE", "NZ", "ZA", "IN"],
    "de": ["DE", "AT", "CH"],
    "fr": ["FR", "BE", "CH", "CA"],
    "es": ["ES", "MX", "AR", "CO", "CL"],
    "it": ["IT"],
    "nl": ["NL", "BE"],
    "pt": ["PT", "BR"],
    "pl": ["PL"],
}
LOCALES_OF = {
    "en": ["en_US", "en_US", "en_GB", "en_IE", "en_CA", "en_AU", "nicknames", "words"],
    "de": ["de_DE", "de_DE", "de_AT", "de_CH"],
    "fr": ["fr_FR", "fr_FR", "fr_CA", "fr_BE"],
    "es": ["es_ES", "es_MX", "es_AR", "es_CO"],
    "it": ["it_IT"],
    "nl": ["nl_NL", "nl_BE"],
    "pt": ["pt_BR", "pt_PT"],
    "pl": ["pl_PL"],
}
US_STATES = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split()

ARTICLES = {"en": ["The", "Old", "Royal", "Little"]}
ORG_FORMS = {
    "en": [
        "{l} & {l2}",
        "{l} {l2} LLP",
        "{l} & Sons",
        "{l} Group",
        "{l} Inc.",
        "{l} Inc",
        "{w} {s}",
        "{w} {s} Ltd",
        "{w} {s} LLC",
        "{l} {s}",
        "{c} General Hospital",
        "{c} Medical Center",
        "{c} {s}",
        "St. {f}'s Hospital",
        "{c} High School",
        "{w} Primary School",
        "University of {c}",
        "{c} University",
        "{c} Community College",
        "{c} City Council",
        "{c} County Sheriff's Office",
        "{w} Bank",
        "{w} Credit Union",
        "First {w} Bank",
        "{l} Dental",
        "{l} Family Practice",
        "{w} Veterinary Clinic",
        "{l}'s Barbers",
        "{w} & {w2} Bakery",
        "The {w} {n}",
        "{f}'s {n}",
        "{w} {n}",
        "{w}{w2l}",
        "{l} Law Group",
        "{l} Construction",
        "{w} Pharmacy",
        "{c} Police Department",
        "{w} Insurance",
        "{w} Mutual",
        "{ABC}",
        "{ABC} Ltd",
        "{c} Public Library",
        "{w} Trust",
        "{w} Foundation",
        "{w} Nursery",
        "little {wl}s",
        "{w} Health",
        "{l} Realty",
        "{w} Logistics",
        "{w} Analytics",
        "{l}, {l2} & {l3}",
        "{w} Housing Association",
        "{c} Fire Department",
        "{c} United",
    ],
    "de": [
        "{l} GmbH",
        "{l} & {l2} GmbH",
        "{w}werke AG",
        "{l} KG",
        "{c}er Stadtwerke",
        "Klinikum {c}",
        "St.-{f}-Krankenhaus",
        "Universität {c}",
        "{l}-Gymnasium",
        "Grundschule {w}",
        "Sparkasse {c}",
        "Volksbank {c} eG",
        "Praxis Dr. {l}",
        "{w} Apotheke",
        "{w}-Apotheke",
        "Autohaus {l}",
        "Bäckerei {l}",
        "Kanzlei {l} & Partner",
        "Hausverwaltung {l}",
        "{l} Bau GmbH",
        "Amtsgericht {c}",
        "{w} Versicherung AG",
        "TSV {c}",
        "{l} Logistik",
        "Kita {w}",
        "Zahnarztpraxis {l}",
        "Malerbetrieb {l}",
    ],
    "fr": [
        "{l} SA",
        "{l} et Fils",
        "Groupe {l}",
        "SARL {l}",
        "Clinique {w}",
        "Hôpital Saint-{f}",
        "CHU de {c}",
        "Lycée {f} {l}",
        "Université de {c}",
        "Banque {w}",
        "Boulangerie {l}",
        "Cabinet {l}",
        "Mairie de {c}",
        "Assurances {l}",
        "Pharmacie {w}",
        "Garage {l}",
        "École {w}",
        "{l} SAS",
        "Crédit {w}",
        "Transports {l}",
        "Collège {w}",
    ],
    "es": [
        "{l} S.A.",
        "{l} y {l2} S.L.",
        "Grupo {l}",
        "Clínica {w}",
        "Hospital San {f}",
        "Hospital Universitario de {c}",
        "Colegio {w}",
        "Instituto {w}",
        "Universidad de {c}",
        "Banco {w}",
        "Ayuntamiento de {c}",
        "Talleres {l}",
        "Seguros {w}",
        "Panadería {l}",
        "Bufete {l}",
        "Farmacia {l}",
        "Transportes {l}",
        "Constructora {l}",
        "Juzgado n.º 3 de {c}",
    ],
    "it": [
        "{l} S.p.A.",
        "{l} S.r.l.",
        "Fratelli {l}",
        "Studio {l}",
        "Ospedale San {f}",
        "Ospedale di {c}",
        "Liceo {l}",
        "Università di {c}",
        "Banca {w}",
        "Comune di {c}",
        "Officine {l}",
        "Farmacia {l}",
        "Assicurazioni {w}",
        "Panificio {l}",
        "Studio Legale {l}",
    ],
    "nl": [
        "{l} B.V.",
        "{l} & Zonen",
        "Bakkerij {l}",
        "Ziekenhuis {w}",
        "{w} Ziekenhuis",
        "Basisschool {w}",
        "Universiteit {c}",
        "Gemeente {c}",
        "Huisartsenpraktijk {l}",
        "{l} Advocaten",
        "Apotheek {w}",
        "Garage {l}",
        "{l} Groep",
        "{w}bank",
    ],
    "pt": [
        "{l} Ltda",
        "{l} & Filhos",
        "Grupo {l}",
        "Hospital São {f}",
        "Clínica {w}",
        "Colégio {w}",
        "Escola {w}",
        "Universidade de {c}",
        "Banco {w}",
        "Câmara Municipal de {c}",
        "Construtora {l}",
        "Farmácia {l}",
        "Padaria {w}",
        "Transportes {l}",
        "Seguros {w}",
    ],
}
KINDS = """Circle Club Society Association Choir FC Rovers Gymnastics Distillery Shop House Centre Center Hub Council Union Charity Church Parish Chapel Mosque Temple Synagogue Farm Dairy Winery Vineyard Laundry Cleaners Taxis
Cabs Removals Plumbing Electrical Roofing Timber Builders Homes Estates Lettings Properties Mortgages Finance Savings Wealth Advisers Accountants Solicitors Chambers Notaries Surveyors Architects Engineers Design Print Press Publishing
Radio News Gazette Herald Courier Parcel Haulage Shipping Ferries Airlines Coaches Rail Cycles Tyres Motors Autos Dealership Fuels Power Water Gas Solar Networks Telecom Mobile Broadband Cloud Data Digital Robotics Devices Instruments
Optics Chemicals Steel Metals Mining Quarries Fisheries Seafood Butchers Grocers Foods Catering Kitchen Grill Tavern Lodge Hostel Resort Spa Fitness Dance Music Arts Museum Archive Library School Academy College Institute Nursery Preschool
Playgroup Kindergarten Daycare Hospice Infirmary Hospital Clinic Surgery Dentists Dental Orthodontics Physio Pharmacy Chemist Opticians Hearing Veterinary Kennels Stables Rescue Shelter Foodbank Housing Recruitment Resourcing Staffing Training
Consulting Advisory Research Diagnostics Imaging Genomics Oncology Cardiology Fertility Maternity Paediatrics Counselling Therapies Rehabilitation Recovery Tribunal Court Constabulary Police Borough County Authority Commission Ministry Department
Agency Bureau Office Registry Embassy Consulate Theatre Cinema Productions Pictures Records Games Toys Fashion Tailors Shoes Jewellers Florists Gardens Landscapes Pools Security Alarms Locksmiths Storage Warehousing Packaging Supplies Trading
Imports Exports Wholesale Markets Stores Outlet Boutique Salon Hairdressers Beauty Tattoo Funerals Crematorium Insurance Assurance Underwriters Claims Reinsurance Pensions Fund Trustees Holdings Group Partners Collective Cooperative Co-op""".split()
ORG_FORMS["en"] += ["{x} {k}"] * 6 + ["{c} {k}"] * 4 + ["{l} {k}"] * 4 + ["{x} {x2} {k}"] * 4 + ["{l} {k} Ltd", "{x} & {x2}", "{x} {k} Inc", "{x} {k} LLC", "{w}{k2}", "{x}{k2}", "the {x} {k}", "{c} & {c2} {k}", "St {f}'s", "St. {f}'s {k}", "Queen {f}'s", "Our Lady of {x}", "{c} {x} {k}", "{k} of {c}", "Ministry of {x}",
                     "Department of {x}", "{ABC} {k}", "{l} {l2} {k}", "{f} {l} {k}", "{f} & {l}", "{f}'s {k}", "{l}'s", "{l} Bros", "{l} Brothers {k}", "{x}.io", "{x}ly", "Get{x}", "{x}.com"]
ORG_FORMS["de"] += ["{k3} {l}", "{k3} {c}", "{k3} {w}", "{l} {k3}", "{c}er {k3}", "Zum {w}", "Gasthof {w}", "{x} GmbH", "{k3} am {w}platz", "{k3} St. {f}", "{w}bank {c}", "{k3} {f} {l}"] * 2
KINDS_DE = "Gaststätte Gasthaus Bäckerei Metzgerei Praxis Kanzlei Kita Kindergarten Gesamtschule Realschule Gymnasium Berufsschule Pflegeheim Seniorenheim Pflegedienst Klinik Krankenhaus Landratsamt Finanzamt Jugendamt Jobcenter Stadtwerke Feuerwehr Sportverein Turnverein Schützenverein Reiterhof Autohaus Werkstatt Spedition Druckerei Verlag Friseur Sanitärhaus Apotheke Reisebüro Immobilien Versicherungsbüro Steuerbüro Architekturbüro Malerbetrieb Dachdeckerei Gärtnerei Weingut Brauerei Hotel Pension Kloster Pfarramt Diakonie Caritasverband Tierarztpraxis Sparkasse Genossenschaft".split()
for _lang, _kinds in {"fr": "Boulangerie Pharmacie Garage Cabinet Étude Clinique Maternité Crèche École Collège Lycée Mairie Préfecture Tribunal Association Club Librairie Restaurant Café Hôtel Auberge Domaine Château Coopérative Mutuelle Imprimerie Menuiserie Plomberie Transports Éditions Laboratoire Résidence Foyer EHPAD",
                      "es": "Panadería Farmacia Taller Bufete Notaría Clínica Hospital Guardería Colegio Instituto Ayuntamiento Juzgado Asociación Club Librería Restaurante Cafetería Hotel Hostal Bodega Finca Cooperativa Mutua Imprenta Carpintería Fontanería Lavandería Ferretería Editorial Laboratorio Residencia Gestoría Peluquería Frutería",
                      "it": "Panificio Farmacia Officina Studio Notaio Clinica Ospedale Asilo Scuola Liceo Comune Tribunale Associazione Circolo Libreria Ristorante Trattoria Albergo Pensione Cantina Azienda Cooperativa Tipografia Falegnameria Idraulica Lavanderia Ferramenta Edizioni Laboratorio Residenza Parrocchia",
                      "nl": "Bakkerij Apotheek Garage Kantoor Notariskantoor Kliniek Ziekenhuis Kinderopvang Basisschool Lyceum Gemeente Rechtbank Vereniging Club Boekhandel Restaurant Café Hotel Camping Boerderij Coöperatie Drukkerij Timmerbedrijf Loodgieter Wasserij Uitgeverij Laboratorium Verpleeghuis Huisartsenpost Woningcorporatie",
                      "pt": "Padaria Farmácia Oficina Escritório Cartório Clínica Hospital Creche Escola Colégio Câmara Tribunal Associação Clube Livraria Restaurante Café Hotel Pousada Quinta Fazenda Cooperativa Gráfica Marcenaria Lavanderia Editora Laboratório Residencial Construtora Mercearia"}.items():
    ORG_FORMS[_lang] += [f"{kind} {form}" for kind in _kinds.split() for form in ("{w}", "{l}", "{c}", "{x}")]
# Clubs, offices, practices, and whatever is called "The …": half of them begin with a small letter inside a sentence.
for _lang, (_heads, _articles) in {
    "de": ("Menüdienst|Tafel|Förderverein|Stiftung|Bürgerinitiative|Tierheim|Amtsgericht|Sozialstation|Tagespflege|Fahrschule|Musikverein|Hebammenpraxis|Familienzentrum|Stadtbücherei|Bauhof|Hausarztpraxis|Wohngruppe|Verein", "Zum|Am|Zur|Die"),
    "fr": ("maison médicale|centre médical|lycée|collège|école maternelle|association|ASBL|syndicat|club|cabinet|entreprise|maison de retraite|centre social|paroisse|fanfare|résidence|caisse|hôpital", "La|Le|Les|Aux|Chez|L'Atelier de"),
    "es": ("Liga|Sindicato|Fundación|Peña|Centro de Salud|Montajes|contrata|Asociación de Vecinos|escuela infantil|CEIP|IES|parroquia|Cooperativa|Comunidad de Propietarios|Autoescuela|residencia|Club Deportivo|Taller", "La|El|Los|Las"),
    "it": ("asilo|Patronato|Associazione|Circolo|Cooperativa Sociale|Onlus|Croce|Istituto Comprensivo|scuola materna|parrocchia|Casa di Cura|Autoscuola|RSA|Pro Loco|Bocciofila|ditta|Consultorio|Condominio", "Il|La|Lo|I|Al|Da"),
    "nl": ("thuiszorg|Vrije Basisschool|Stichting|vzw|Paviljoen|kinderdagverblijf|zorggroep|woningstichting|speeltuinvereniging|voetbalclub|huisartsenpraktijk|rijschool|drukkerij|fanfare|Vereniging van Eigenaars|Tandartspraktijk|uitzendbureau|Buurthuis", "De|Het|In de|'t"),
    "pt": ("Sindicato dos Trabalhadores|Associação|ótica|Escola de Samba|Posto de Saúde|creche|Rancho Folclórico|conjunto|Junta de Freguesia|IPSS|Centro Social|paróquia|Lar|Autoescola|UBS|E.E.B.|Cooperativa|Banda", "O|A|Os|As|da|do"),
}.items():
    for _head in _heads.split("|"):
        for _form in ("{w}", "{c}", "{l}"):
            ORG_FORMS[_lang] += [f"{_head} {_form}", f"{_head} {{art}} {{w}}"]
    ORG_FORMS[_lang] += ["{art} {w}", "{w}{wl}", "{l} {w}", "{x}"] * 6
    ARTICLES[_lang] = _articles.split("|")
ORG_FORMS["pl"] = ["{l} Sp. z o.o.", "Szpital {w}", "Apteka {w}", "{l} i Synowie", "Bank {w}"]
SECTORS = [
    "Solutions",
    "Systems",
    "Consulting",
    "Partners",
    "Technologies",
    "Labs",
    "Holdings",
    "Capital",
    "Energy",
    "Foods",
    "Motors",
    "Media",
    "Studios",
    "Services",
    "Industries",
    "Electronics",
    "Biotech",
    "Pharma",
    "Therapeutics",
    "Freight",
    "Airways",
    "Marine",
    "Textiles",
    "Plumbing",
    "Roofing",
    "Landscaping",
    "Care",
    "Surgery",
    "Clinic",
    "Hospice",
    "Academy",
    "Robotics",
    "Software",
    "Payments",
    "Ventures",
    "Associates",
    "Optical",
    "Kitchens",
    "Interiors",
]
SHOPS = [
    "Café",
    "Bakery",
    "Books",
    "Diner",
    "Inn",
    "Gym",
    "Florist",
    "Garage",
    "Deli",
    "Pub",
    "Hotel",
    "Theatre",
    "Gallery",
    "Stables",
    "Nursery",
    "Salon",
    "Barbers",
    "Bistro",
    "Brewery",
    "Yoga",
    "Arms",
]
ORG_WORDS = """Acorn Alder Amber Anchor Apex Arc Argent Ash Aspen Atlas Aurora Azure Beacon Birch Blue Bramble Bright Bridge Brook Canyon Cardinal Cascade Cedar Clear Cobalt Compass Copper Coral Crescent Crown Crystal Delta Dune Eagle Eastgate
Echo Elder Ember Everest Evergreen Falcon Fern First Flint Forge Frontier Gemini Glacier Golden Granite Green Harbor Harbour Hawthorn Helix Heron Highland Horizon Indigo Iron Ivory Jade Jasper Juniper Keystone Kestrel Lakeside Lantern Lark Laurel Liberty Lighthouse
Lindenhof Lotus Lumen Lunar Lyric Maple Marble Meadow Meridian Mistral Monarch Moss Nimbus North Northwind Nova Oak Oasis Ocean Olive Onyx Opal Orchard Orion Osprey Otter Pacific Paragon Peak Pearl Pebble Petal Phoenix Pine Pinnacle Pioneer Polar Prairie Prime Prism Quantum Quartz
Quill Rainbow Raven Redwood Ridge River Robin Rowan Saffron Sage Sapphire Sequoia Shoreline Sierra Silver Skyline Solstice Sparrow Spruce Starling Sterling Stone Summit Sunrise Swift Sycamore Tamarack Tandem Terra Thistle Thorn Tidal Timber Titan Topaz Trident Trillium True Unity
Valley Vanguard Vega Velvet Verdant Vertex Vista Vivid Wavecrest Westfield Westbrook Wildflower Willow Windmill Wren Yarrow Zenith Zephyr""".split()
